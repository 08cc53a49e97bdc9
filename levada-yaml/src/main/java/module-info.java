/** Pipelines that are files, not programs. */
@org.jspecify.annotations.NullMarked
module dev.levada.yaml {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires dev.levada.connectors.jdbc;
    requires dev.levada.node;
    requires org.snakeyaml.engine;

    exports dev.levada.yaml;
    exports dev.levada.yaml.text;
}
