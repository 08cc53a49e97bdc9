/** Text, CSV and JSON-lines files. */
@org.jspecify.annotations.NullMarked
module dev.levada.connectors.files {
    requires static org.jspecify;
    requires transitive dev.levada.api;
}
