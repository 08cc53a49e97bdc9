/** The simulated world: operator tester, virtual time. */
@org.jspecify.annotations.NullMarked
module dev.levada.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.core;
    requires dev.levada.recovery;
    requires dev.levada.cluster;
}
