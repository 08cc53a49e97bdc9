package dev.levada.node.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.log.replica.Copies;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where this process keeps what its tasks choose, and others' tasks. Any thread. */
interface Determinants {

    /**
     * A task has chosen something.
     *
     * @param round the recovery that the attempt is of
     */
    void add(Attempt attempt, long round, DeterminantSlice slice, long position);

    /** See {@link dev.levada.cluster.worker.WorkerHost#handIn}. */
    default void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        then.accept(false);
    }

    /** See {@link dev.levada.cluster.worker.WorkerHost#collect}. */
    default boolean collect(Order.Collect order) throws IOException {
        return false;
    }

    /** See {@link dev.levada.cluster.worker.WorkerHost#settle}. */
    default void settle(Runnable then) {
        then.run();
    }

    /** See {@link dev.levada.cluster.worker.WorkerHost#beginsLog}. */
    default boolean begins(RecoveryLine line) {
        return false;
    }

    /** See {@link dev.levada.cluster.worker.Surroundings#wire}. */
    default RemoteOutput.Wire wire(Connection connection) {
        return connection::frame;
    }

    /** See {@link dev.levada.cluster.worker.Surroundings#attachments}. */
    default Predicate<byte[]> attachments(Connection connection) {
        return Surroundings.nothingAttached();
    }

    /** The coordinator has said something; before it is done. */
    default void told(Order order) {}

    /** Some time has passed: what may have got lost is sent again. */
    default void beat() {}

    /** Another process asks for something to be held. */
    default void hold(Location from, Copies.Copy copy) {}

    /** Another process holds what was asked for up to there. */
    default void held(Location by, long upTo) {}

    /** See {@link dev.levada.cluster.worker.WorkerHost#known}. */
    default List<DeterminantSlice> known(TaskId task) {
        return List.of();
    }

    /** An epoch is complete. */
    default void complete(long epoch) {}

    /** Takes nothing more, and runs something after all that was taken. */
    void close(Runnable then);

    /** What an attempt begins with, with what earlier ones logged; waits for the store. */
    static TaskStart takenOver(SnapshotStorage storage, TaskStart start, TaskId task, Deployment deployment)
            throws IOException {
        if (!deployment.repeating().contains(task)) {
            return start;
        }
        List<DeterminantSlice> found = deployment.line().isDrawn()
                ? StoredTracedLog.read(storage, deployment.epoch(), deployment.line())
                : StoredDeterminants.read(storage, deployment.epoch(), deployment.round());
        return start.repeating(start.takenOver(found, task));
    }
}
