/** The DADSTORM language. */
@org.jspecify.annotations.NullMarked
module dev.levada.dadstorm {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.connectors.files;
    requires dev.levada.node;

    exports dev.levada.dadstorm.language;
}
