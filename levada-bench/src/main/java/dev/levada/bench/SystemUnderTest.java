package dev.levada.bench;

import dev.levada.node.job.JobReport;
import java.util.Optional;

/**
 * An engine that does the work of a {@link KeyedJob} in processes of its own, of which one is killed again and again.
 * Other engines than ours are found as services ({@link java.util.ServiceLoader}), where they are on the class path.
 * Used by one thread, for one job.
 */
public abstract class SystemUnderTest implements AutoCloseable {

    /** For a system that is ready to be opened. */
    protected SystemUnderTest() {}

    /** Its name among all that are measured. */
    abstract String label();

    /**
     * Starts what the job does not need to be known for: workers, and one that stands by. Returns when they are there.
     *
     * @param outputs what the tasks of the job's sink are to tell
     */
    abstract void open(OutputLines outputs);

    /** How long it is from when a job is started until all of its tasks are there, unless the machine is very busy. */
    abstract double startSeconds();

    /** How far the keyed operator is behind as a rule, as what it is handed comes in bursts. */
    double burstSeconds() {
        return 0;
    }

    /** Starts the job; its first record is due so many seconds later. */
    abstract void submit(KeyedJob work);

    /** How many failures it has noticed so far, or more: the number rises with each. */
    abstract int failures();

    /** What it reports of the job so far; nothing if it says nothing of the kind, and is only watched. */
    abstract Optional<JobReport> report();

    /** Starts a process in place of one that was killed a while ago, if it has not done so by itself. */
    abstract void replace();

    /** Whether a process stands by, as far as it tells. */
    abstract boolean isReady();

    /** Waits for the end of the job, which comes with the end of its input. */
    abstract void join();

    /** Ends the job, if it has not ended, and all processes. */
    @Override
    public abstract void close();
}
