/** The recovery protocols, pure. */
@org.jspecify.annotations.NullMarked
module dev.levada.recovery {
    requires static transitive org.jspecify;
    requires transitive dev.levada.core;

    exports dev.levada.recovery;
    exports dev.levada.recovery.log;
    exports dev.levada.recovery.log.optimistic;
    exports dev.levada.recovery.log.replica;
    exports dev.levada.recovery.replicate;
}
