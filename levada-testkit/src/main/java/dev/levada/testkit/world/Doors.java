package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.channel.Frame;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.io.disk.Disk;

/** Where planted bugs get in. As it stands it lets everything through as it is. */
public interface Doors {

    default Disk coordinatorDisk(Disk disk) {
        return disk;
    }

    default SnapshotStorage storage(SnapshotStorage storage) {
        return storage;
    }

    default TaskRecovery recovery(TaskRecovery recovery) {
        return recovery;
    }

    default Actions actions(Actions actions) {
        return actions;
    }

    default TaskStart start(TaskStart start) {
        return start;
    }

    default Deployment deployment(Deployment deployment) {
        return deployment;
    }

    default Frame frame(Frame frame, long wantedAttempt) {
        return frame;
    }

    /** The number from which a consumer asks for a channel. */
    default long wanted(long next) {
        return next;
    }

    default boolean disconnects() {
        return true;
    }

    default boolean acceptsAnyAttempt() {
        return false;
    }
}
