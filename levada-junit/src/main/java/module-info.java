/** JUnit tests of topologies in simulated clusters. */
@org.jspecify.annotations.NullMarked
module dev.levada.junit {
    requires static transitive org.jspecify;
    requires transitive dev.levada.testkit;
    requires transitive org.junit.jupiter.api;

    exports dev.levada.junit;
}
