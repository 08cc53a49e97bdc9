/** Puts everything together and gives it threads. */
@org.jspecify.annotations.NullMarked
module dev.levada.node {
    requires static transitive org.jspecify;
    requires transitive dev.levada.cluster;
    requires dev.levada.recovery;
    requires dev.levada.io;
    requires HdrHistogram;
    requires java.management;

    exports dev.levada.node;
    exports dev.levada.node.agent;
    exports dev.levada.node.cluster;
    exports dev.levada.node.embedded;
    exports dev.levada.node.job;
    exports dev.levada.node.savepoint;
    exports dev.levada.node.text;
}
