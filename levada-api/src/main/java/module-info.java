/** What a user writes. */
@org.jspecify.annotations.NullMarked
module dev.levada.api {
    requires static transitive org.jspecify;

    exports dev.levada.api;
    exports dev.levada.api.codec;
    exports dev.levada.api.connector;
    exports dev.levada.api.graph;
    exports dev.levada.api.operator;
    exports dev.levada.api.recovery;
    exports dev.levada.api.state;
}
