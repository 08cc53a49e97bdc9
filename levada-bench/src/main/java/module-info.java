/** Measurements. Not shipped to users of the library. */
@org.jspecify.annotations.NullMarked
module dev.levada.bench {
    requires static transitive org.jspecify;
    requires transitive dev.levada.node;
    requires dev.levada.replication;
    requires HdrHistogram;
    requires jdk.management;

    exports dev.levada.bench;
    exports dev.levada.bench.replicas;

    uses dev.levada.bench.SystemUnderTest;
    uses dev.levada.replication.consensus.ConsensusProvider;

    // What its records hold is written by codecs.
    opens dev.levada.bench to
            dev.levada.core;
}
