package dev.levada.node.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of a standing cluster. All methods may be called from any thread. Those that name a job, a task, a
 * chain or a worker throw {@link UnknownNameException} if there is none of that name, and {@link RefusedException} if
 * what is asked cannot be done as things stand, such as a crash of a job that has ended.
 */
public interface Cluster {
    /** The most lines of a log that are given at once. */
    int MAX_LOG_LINES = 10_000;

    /**
     * Starts a job. Returns when it is planned and accepted, which is before it runs.
     *
     * @return the job's id: 1 to 100 letters of the English alphabet, digits, underscores, dots and hyphens
     * @throws dev.levada.api.connector.BadInputException if there is no such pipeline, or it does not hold together
     * @throws dev.levada.cluster.planner.GuaranteeException if the guarantee asked for cannot be given
     */
    String submit(Submission submission);

    /** All of it, as it is at one moment. */
    ClusterStatus status();

    /** One job, also one that ended a while ago; empty if there is none of that id. */
    Optional<JobStatus> job(String id);

    /** Ends a job as {@link dev.levada.node.job.Job#cancel()} does. Returns at once. */
    void cancel(String job);

    /**
     * Keeps the state of a job beside it. Waits until it is whole.
     *
     * @param directory an absolute path on the coordinator's host; empty, or not there yet
     * @return where the savepoint is
     */
    String savepoint(String job, String directory);

    /**
     * Makes a job go on with another number of tasks in each operator that does not fix its own.
     *
     * @param parallelism at least 1
     * @return what was done, in a sentence
     */
    String rescale(String job, int parallelism);

    /** Harms a job on purpose. Returns at once. */
    void fault(String job, FaultCommand command);

    /** Lets a chain go that was started held back. */
    void release(String job, String chain);

    /** Makes each task of a chain wait from one record to the next; zero ends that. */
    void interval(String job, String chain, Duration pause);

    /**
     * The last lines that a job's workers wrote, oldest first.
     *
     * @param worker whose; all of the job's workers if empty
     * @param lines how many at most, from 1 to {@link #MAX_LOG_LINES}
     */
    List<String> logs(String job, Optional<String> worker, int lines);
}
