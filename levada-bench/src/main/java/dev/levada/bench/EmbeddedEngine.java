package dev.levada.bench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.JobReport;
import java.util.Optional;
import java.util.Set;

/** Another engine than ours, in this process, without failures: either it does nothing against them, or snapshots. */
public abstract class EmbeddedEngine extends Engine {

    /** For an engine that runs nothing yet. */
    protected EmbeddedEngine() {}

    /** The codes of the applications that are written for it. */
    protected abstract Set<String> applications();

    /**
     * Runs a load to its end: each record is read, and each task of the output has said that it is finished.
     *
     * @throws Exception if it failed
     */
    protected abstract void run(Load load) throws Exception;

    @Override
    Optional<String> refuses(String application, Recovery recovery, int workers) {
        if (!applications().contains(application)) {
            return Optional.of("%s is not written for %s".formatted(application, label()));
        }
        if (workers > 0) {
            return Optional.of("%s runs in this process only".formatted(label()));
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
        if (fault.isPresent() || recovery.gives() == Guarantee.AT_LEAST_ONCE) {
            throw new IllegalStateException(label() + " is measured without failures only");
        }
        try {
            run(load);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(label() + " was interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException("%s failed: %s".formatted(label(), e), e);
        }
        return Optional.empty();
    }
}
