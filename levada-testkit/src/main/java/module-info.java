/** The simulated world: runs topologies on virtual time, from a seed. */
@org.jspecify.annotations.NullMarked
module dev.levada.testkit {
    requires static transitive org.jspecify;
    requires transitive dev.levada.cluster;
    requires transitive dev.levada.io;
    requires dev.levada.recovery;

    exports dev.levada.testkit;
    exports dev.levada.testkit.chance;
    exports dev.levada.testkit.disk;
    exports dev.levada.testkit.explore;
    exports dev.levada.testkit.mutant;
    exports dev.levada.testkit.sanitizer;
    exports dev.levada.testkit.world;

    opens dev.levada.testkit.sample to
            dev.levada.core; // records of simulated jobs are in their tasks' snapshots
}
