/** Pipelines to read and to run. */
@org.jspecify.annotations.NullMarked
module dev.levada.examples {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
}
