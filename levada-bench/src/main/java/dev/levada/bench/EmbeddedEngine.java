package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.JobReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another engine than ours, in one process, without failures: either it does nothing against them, or takes snapshots.
 * It has a process of its own, with the flags that it should have; that stays from run to run, so that code is
 * compiled.
 */
public abstract class EmbeddedEngine extends Engine {
    private @Nullable EngineProcess process;

    /** For an engine that runs nothing yet. */
    protected EmbeddedEngine() {}

    /** The codes of the applications that are written for it. */
    protected abstract Set<String> applications();

    /** What its virtual machine is started with. */
    protected abstract List<String> flags();

    /**
     * Runs a load to its end, in its process: each record is read, and each task of the output has said that it is
     * finished.
     *
     * @throws Exception if it failed
     */
    protected abstract void run(Load load) throws Exception;

    /**
     * In its process, after the last load: ends what would outlive the process, as others that it has started.
     *
     * @throws Exception if that failed
     */
    protected void stop() throws Exception {}

    @Override
    Optional<String> refuses(String application, Recovery recovery, int workers) {
        if (!applications().contains(application)) {
            return Optional.of("%s is not written for %s".formatted(application, label()));
        }
        if (workers > 0) {
            return Optional.of("%s runs in one process only".formatted(label()));
        }
        return isOffered(recovery)
                ? Optional.empty()
                : Optional.of("%s has %s and %s only"
                        .formatted(
                                label(),
                                Recovery.none().label(),
                                Recovery.checkpoint().label()));
    }

    private static boolean isOffered(Recovery recovery) {
        return recovery.equals(Recovery.none()) || recovery.equals(Recovery.checkpoint());
    }

    @Override
    Optional<JobReport> run(Load load, Recovery recovery, int workers, Optional<TimedFault> fault) {
        if (fault.isPresent()) {
            throw new IllegalStateException(label() + " is measured without failures only");
        }
        if (process != null && process.hasEnded()) {
            close(); // with the load before: others are not to fail for that
        }
        EngineProcess own = process;
        if (own == null) {
            own = new EngineProcess(label(), flags());
            process = own;
        }
        own.run(load.job(), load.exactlyOnce(), load.told());
        return Optional.empty();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
            process = null;
        }
    }
}
