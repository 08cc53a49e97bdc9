/** The DADSTORM language. */
@org.jspecify.annotations.NullMarked
module dev.levada.dadstorm {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires transitive dev.levada.node;
    requires dev.levada.connectors.files;
    requires java.compiler;

    exports dev.levada.dadstorm;
    exports dev.levada.dadstorm.language;
}
