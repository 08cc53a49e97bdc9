package dev.levada.core.task;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.TaskSnapshot;

/** What one attempt at a task tells its host. Called by the task's thread, never for each record. */
public interface TaskListener {

    /** A snapshot is taken; the host writes it out, releases it, and tells the coordinator. */
    void snapshot(TaskSnapshot snapshot);

    /** What sinks prepared up to this epoch is visible. */
    void committed(long epoch);

    /** The task has nothing left to do but to take the snapshots that commit its output. */
    void done();

    /** The task's producer on this channel need not keep numbers up to this one. */
    void acknowledge(ChannelId input, long upTo);

    /**
     * Positions are to be recorded with the job.
     *
     * @return whether they are already; otherwise the host calls {@link Task#positionsRecorded} when they are
     */
    boolean record(SourcePositions positions);

    /**
     * What the task chose is to go into the worker's log; the host calls {@link Task#stable} when it is durable. Only
     * of protocols that log.
     *
     * @param position how far the attempt's log goes with it
     */
    default void log(DeterminantSlice slice, long position) {
        throw new IllegalStateException("there is no log for what %s chose".formatted(slice.task()));
    }

    /** All that earlier attempts had logged is done again: what is done from here on is new. Only if there was any. */
    default void replayed() {}

    /** Something is wrong that does not stop the task; somebody should know. */
    default void warn(String problem) {}
}
