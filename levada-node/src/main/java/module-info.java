/** Puts everything together: the embedded runner. */
@org.jspecify.annotations.NullMarked
module dev.levada.node {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.core;
    requires dev.levada.recovery;
    requires dev.levada.cluster;
    requires dev.levada.io;
}
