/** Measurements. Not shipped to users of the library. */
@org.jspecify.annotations.NullMarked
module dev.levada.bench {
    requires static transitive org.jspecify;
    requires transitive dev.levada.faults;
    requires transitive dev.levada.node;
    requires dev.levada.dspbench;
    requires dev.levada.replication;
    requires HdrHistogram;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires jdk.management;

    exports dev.levada.bench;
    exports dev.levada.bench.replicas;
    exports dev.levada.bench.result;
    exports dev.levada.bench.services;

    uses dev.levada.bench.Engine;
    uses dev.levada.bench.SystemUnderTest;
    uses dev.levada.bench.replicas.OwnClient;
    uses dev.levada.bench.services.StoreService;
    uses dev.levada.replication.consensus.ConsensusProvider;

    provides dev.levada.bench.services.StoreService with
            dev.levada.bench.services.PlainService,
            dev.levada.bench.services.LibraryService;

    // What its records hold is written by codecs.
    opens dev.levada.bench to
            dev.levada.core;
}
