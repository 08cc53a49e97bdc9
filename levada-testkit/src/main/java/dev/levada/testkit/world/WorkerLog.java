package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Where one worker keeps what its tasks choose. */
interface WorkerLog {

    /** Tells the attempt when it is durable, or crashes it if it may not be. */
    void append(Attempt attempt, DeterminantSlice slice, long position);

    /** The process is gone. */
    void down();

    /** Nobody goes back to before an epoch. */
    void dropBefore(long epoch);

    /**
     * All that can be read now, also if nobody can know yet that it will last.
     *
     * @param round the recovery for which it is read
     */
    List<DeterminantSlice> slices(long sinceEpoch, long round) throws IOException;

    /** See {@link dev.levada.cluster.worker.WorkerHost#handIn}. */
    default void handIn(long round, Set<TaskId> replaced, Runnable then) {
        then.run();
    }

    /** See {@link dev.levada.cluster.worker.Surroundings#wire}. */
    default RemoteOutput.Wire wire(Connection connection) {
        return connection::frame;
    }

    /** See {@link dev.levada.cluster.worker.Surroundings#attachments}. */
    default Consumer<byte[]> attachments() {
        return attached -> {
            throw new IllegalStateException("nobody attaches anything");
        };
    }

    /** The disk fails to force, or is full, soon. */
    default void hurt(Hurt hurt) {}

    /** What is done to a disk. */
    interface Hurt {
        void to(dev.levada.testkit.disk.SimulatedDisk disk);
    }
}
