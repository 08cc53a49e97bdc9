/** Text, CSV and JSON-lines files. */
@org.jspecify.annotations.NullMarked
module dev.levada.connectors.files {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires org.apache.commons.compress;
    requires org.apache.commons.csv;
    requires org.tukaani.xz;
    requires tools.jackson.databind;

    exports dev.levada.connectors.files;
}
