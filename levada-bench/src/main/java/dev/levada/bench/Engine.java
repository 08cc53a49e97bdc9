package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.JobReport;
import java.util.Optional;

/**
 * An engine that runs applications of DSPBench. Other engines than ours are found as services
 * ({@link java.util.ServiceLoader}), where they are on the class path. Used by one thread.
 */
public abstract class Engine implements AutoCloseable {

    /** For an engine that runs nothing yet. */
    protected Engine() {}

    /** Its name among all that are measured. */
    public abstract String label();

    /** Why it cannot run something so; empty if it can. */
    abstract Optional<String> refuses(String application, Recovery recovery, int workers);

    /** How long it is from when a job is started until all of its tasks are there, unless the machine is very busy. */
    abstract double startSeconds(int workers);

    /** How long a run as fast as it can has to take, at least, for its figures to mean something. */
    double enoughSeconds() {
        return 2;
    }

    /**
     * Runs a load to its end.
     *
     * @param workers how many processes; 0 for none but this one
     * @return what it reports of the job, if it is our engine
     * @throws IllegalStateException if it failed
     */
    abstract Optional<JobReport> run(Load load, Recovery recovery, int workers, Optional<TimedFault> fault);

    /** Ends what it has kept from run to run. */
    @Override
    public void close() {}
}
