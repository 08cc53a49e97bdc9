/** Measurements. */
@org.jspecify.annotations.NullMarked
module dev.levada.bench {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.node;
}
