/** The recovery protocols, pure. */
@org.jspecify.annotations.NullMarked
module dev.levada.recovery {
    requires static transitive org.jspecify;
    requires transitive dev.levada.core;

    exports dev.levada.recovery;
    exports dev.levada.recovery.log to
            dev.levada.testkit;
    exports dev.levada.recovery.log.causal to
            dev.levada.node,
            dev.levada.testkit;
}
