package dev.levada.node.job;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.time.Duration;
import java.util.List;

/** A started job. All methods may be called from any thread; those that command return at once. */
public interface Job {

    JobPlan plan();

    JobState state();

    /** The epoch that it goes on from; 0 if it began anew. */
    long startEpoch();

    /** What it has done so far. */
    JobReport report();

    /**
     * Waits for the end.
     *
     * @return the report of a job that finished or was cancelled
     * @throws JobFailedException if it failed
     */
    JobReport join();

    /**
     * Ends it where it stands: what is committed stays, and nothing more is; what is being committed is finished first.
     * If that is all there is, the job finishes. Asked again, it ends at once.
     */
    void cancel();

    /** Kills a task as a failure would: its state and what is on its way to it are lost. */
    void crash(TaskId task);

    /** Makes a task stop processing; it goes on receiving as far as its channels have room. */
    void freeze(TaskId task);

    void unfreeze(TaskId task);

    /** Lets a chain go that was started held back. */
    void release(String chain);

    /** Makes each task of a chain wait from one record to the next; zero ends that. */
    void interval(String chain, Duration interval);

    /** The tasks as they are now, in the order of the plan. */
    List<TaskStatus> tasks();

    /**
     * How one task is.
     *
     * @param watermark how far event time has come, milliseconds since 1970; the earliest long if nothing is known, and
     *     the latest when its input has ended
     */
    record TaskStatus(TaskId task, Condition condition, long recordsIn, long recordsOut, long watermark) {}

    /** What a task is up to. */
    enum Condition {
        RUNNING,
        FROZEN,
        LOST,
        FINISHED
    }
}
