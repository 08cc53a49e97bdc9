package dev.levada.node.standing;

import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.Submission;
import java.util.Optional;

/** What a coordinator writes down about its jobs, before it acts on it. */
sealed interface Entry {
    String job();

    /**
     * A job was accepted.
     *
     * @param workers how many processes it has; 0 for one for each task
     */
    record Submitted(String job, Submission submission, int workers) implements Entry {}

    /**
     * A job is about to be started, for the first time or again.
     *
     * @param run how often it was started, with this time
     * @param form how many forms it has had, with this one; each has a directory of its own
     * @param parallelism of this form; as submitted if empty
     */
    record Begun(String job, long run, int form, Optional<Integer> parallelism) implements Entry {}

    /** People have let a chain of a job go that was started held back. */
    record Released(String job, String chain) implements Entry {}

    /** People have the tasks of a chain wait from one record to the next. */
    record Slowed(String job, String chain, long nanos) implements Entry {}

    /** A job is over. */
    record Ended(String job, JobStatus last) implements Entry {}
}
