/** The control plane, pure: what a job becomes, and where it runs. */
@org.jspecify.annotations.NullMarked
module dev.levada.cluster {
    requires static transitive org.jspecify;
    requires transitive dev.levada.core;
    requires transitive dev.levada.recovery;

    exports dev.levada.cluster.control;
    exports dev.levada.cluster.coordinator;
    exports dev.levada.cluster.placement;
    exports dev.levada.cluster.planner;
    exports dev.levada.cluster.replay;
    exports dev.levada.cluster.worker;
}
