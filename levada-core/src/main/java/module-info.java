/** The data plane, pure: source, task, channel, sink. */
@org.jspecify.annotations.NullMarked
module dev.levada.core {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;

    exports dev.levada.core.codec;
}
