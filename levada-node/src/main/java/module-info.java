/** Puts everything together and gives it threads. */
@org.jspecify.annotations.NullMarked
module dev.levada.node {
    requires static transitive org.jspecify;
    requires transitive dev.levada.cluster;
    requires dev.levada.lint;
    requires dev.levada.recovery;
    requires transitive dev.levada.io;
    requires transitive dev.levada.replication;
    requires HdrHistogram;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires java.management;
    requires jdk.management;
    requires jdk.unsupported;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;

    exports dev.levada.node;
    exports dev.levada.node.agent;
    exports dev.levada.node.cluster;
    exports dev.levada.node.embedded;
    exports dev.levada.node.http;
    exports dev.levada.node.job;
    exports dev.levada.node.log;
    exports dev.levada.node.metrics;
    exports dev.levada.node.main;
    exports dev.levada.node.processes;
    exports dev.levada.node.reign;
    exports dev.levada.node.replay;
    exports dev.levada.node.savepoint;
    exports dev.levada.node.standing;
    exports dev.levada.node.text;
    exports dev.levada.node.shutdown;

    // What their records hold is written by codecs.
    opens dev.levada.node.reign to
            dev.levada.core;
    opens dev.levada.node.remote to
            dev.levada.core;
    opens dev.levada.node.standing to
            dev.levada.core;
    opens dev.levada.node.worker to
            dev.levada.core;
}
