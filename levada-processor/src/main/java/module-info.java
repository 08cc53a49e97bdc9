/** Checks annotated pipelines while they are compiled. */
@org.jspecify.annotations.NullMarked
module dev.levada.processor {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
}
