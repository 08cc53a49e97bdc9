/** The data plane, pure: source, task, channel, sink. */
@org.jspecify.annotations.NullMarked
module dev.levada.core {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;

    exports dev.levada.core.channel;
    exports dev.levada.core.codec;
    exports dev.levada.core.determinant;
    exports dev.levada.core.element;
    exports dev.levada.core.plan;
    exports dev.levada.core.recovery;
    exports dev.levada.core.snapshot;
    exports dev.levada.core.state;
    exports dev.levada.core.task;
}
