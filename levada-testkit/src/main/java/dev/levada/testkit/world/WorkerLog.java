package dev.levada.testkit.world;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where one worker keeps what its tasks choose. */
interface WorkerLog {

    /** Tells the attempt when it is durable, or crashes it if it may not be. */
    void append(Attempt attempt, DeterminantSlice slice, long position);

    /** The process is gone. */
    void down();

    /** Another process is there, on the same machine. */
    default void up() {}

    /** Nobody goes back to before an epoch. */
    void dropBefore(long epoch);

    /**
     * All that can be read now for new attempts, also if nobody can know yet that it will last.
     *
     * @throws IOException if it cannot be now
     */
    List<DeterminantSlice> slices(Deployment deployment) throws IOException;

    /** What is in the store for new attempts; one worker alone speaks of it. */
    static List<DeterminantSlice> stored(WorkerNode node, Deployment deployment) throws IOException {
        return node.number == 1
                ? StoredDeterminants.read(node.world.storage(), deployment.epoch(), deployment.round())
                : List.of();
    }

    /** What is held here of what a task chose, wherever it runs. */
    default List<DeterminantSlice> known(TaskId task) {
        return List.of();
    }

    /** What is held for other workers, and by them; null if nothing is. */
    default @Nullable CopiedLog copied() {
        return null;
    }

    /** See {@link dev.levada.cluster.worker.WorkerHost#collect}. */
    default boolean collect(Order.Collect order) throws IOException {
        return false;
    }

    /** The coordinator has said something; before it is done. */
    default void told(Order order) {}

    /** Time has passed. */
    default void beat() {}

    /** See {@link dev.levada.cluster.worker.WorkerHost#handIn}. */
    default void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        then.accept(false);
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
    default Predicate<byte[]> attachments() {
        return Surroundings.nothingAttached();
    }

    /** The disk fails to force, or is full, soon. */
    default void hurt(Hurt hurt) {}

    /** What is done to a disk. */
    interface Hurt {
        void to(dev.levada.testkit.disk.SimulatedDisk disk);
    }
}
