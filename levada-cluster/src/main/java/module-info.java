/** The control plane, pure: planner and deployment. */
@org.jspecify.annotations.NullMarked
module dev.levada.cluster {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires dev.levada.core;
    requires dev.levada.recovery;
}
