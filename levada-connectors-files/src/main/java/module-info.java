/** Text, CSV and JSON-lines files. */
@org.jspecify.annotations.NullMarked
module dev.levada.connectors.files {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
}
