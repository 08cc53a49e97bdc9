/** The levada command. */
@org.jspecify.annotations.NullMarked
module dev.levada.cli {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.core;
    requires dev.levada.cluster;
    requires dev.levada.node;
    requires dev.levada.connectors.files;
    requires dev.levada.dadstorm;
    requires dev.levada.bench;
    requires dev.levada.examples;
}
