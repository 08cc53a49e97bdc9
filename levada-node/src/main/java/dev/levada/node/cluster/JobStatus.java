package dev.levada.node.cluster;

import dev.levada.node.job.JobReport;
import java.util.List;

/**
 * A job of a cluster at one moment.
 *
 * @param report its state, its guarantee and protocol, its epochs, recoveries and errors so far
 * @param tasks in the order of its plan
 */
public record JobStatus(String id, JobReport report, List<Task> tasks) {

    public JobStatus {
        tasks = List.copyOf(tasks);
    }

    /**
     * How one task is.
     *
     * @param alias as {@link dev.levada.core.plan.TaskId#toString()} gives it, such as {@code split#0}
     * @param incarnation the number of its attempt, from 1
     * @param worker the id of the worker that runs it, or ran it last; empty text if none has
     * @param in records taken
     * @param out records emitted
     * @param watermark how far event time has come, as of {@link dev.levada.node.job.Job.TaskStatus}
     */
    public record Task(String alias, long incarnation, String worker, State state, long in, long out, long watermark) {}

    /** What a task is up to. */
    public enum State {
        STARTING,
        RUNNING,
        FROZEN,
        LOST,
        FINISHED
    }
}
