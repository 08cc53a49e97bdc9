/** What a user writes. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // processor and lint come after this module in the build
module dev.levada.api {
    requires static transitive org.jspecify;

    exports dev.levada.api;
    exports dev.levada.api.annotation;
    exports dev.levada.api.annotation.shape to
            dev.levada.processor;
    exports dev.levada.api.codec;
    exports dev.levada.api.connector;
    exports dev.levada.api.graph;
    exports dev.levada.api.operator;
    exports dev.levada.api.recovery;
    exports dev.levada.api.state;

    // The lint looks through the engine's operators for the user's functions in them.
    // What windows and joins keep is written by codecs.
    opens dev.levada.api to
            dev.levada.core,
            dev.levada.lint;
    opens dev.levada.api.annotation to
            dev.levada.lint;
}
