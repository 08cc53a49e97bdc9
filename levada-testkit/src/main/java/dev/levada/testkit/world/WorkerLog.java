package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import java.io.IOException;
import java.util.List;

/** Where one worker keeps what its tasks choose. */
interface WorkerLog {

    /** Tells the attempt when it is durable, or crashes it if it may not be. */
    void append(Attempt attempt, DeterminantSlice slice, long position);

    /** The process is gone. */
    void down();

    /** Nobody goes back to before an epoch. */
    void dropBefore(long epoch);

    /** All that can be read now, also if nobody can know yet that it will last. */
    List<DeterminantSlice> slices(long sinceEpoch) throws IOException;

    /** The disk fails to force, or is full, soon. */
    default void hurt(Hurt hurt) {}

    /** What is done to a disk. */
    interface Hurt {
        void to(dev.levada.testkit.disk.SimulatedDisk disk);
    }
}
