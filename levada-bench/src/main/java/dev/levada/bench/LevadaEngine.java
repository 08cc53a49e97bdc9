package dev.levada.bench;

import dev.levada.api.recovery.Recovery;
import dev.levada.node.Levada;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.processes.Spares;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Our engine: in this process, on lines that are made before; or in workers, where each is made when it is read. */
final class LevadaEngine extends Engine {
    static final String LABEL = "levada";
    /** No run takes as long that ends at all. */
    private static final long PATIENCE_SECONDS = 180;

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    Optional<String> refuses(String application, Recovery recovery, int workers) {
        return recovery.replicas() > 1 && workers < recovery.replicas()
                ? Optional.of("%s needs %d workers".formatted(recovery.label(), recovery.replicas()))
                : Optional.empty();
    }

    @Override
    double startSeconds(int workers) {
        return workers > 0 ? 3 : 0.5;
    }

    @Override
    Optional<JobReport> run(Load load, Recovery recovery, int workers, Optional<TimedFault> fault) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            Job job = start(load, recovery, workers);
            var unused = clock.schedule(job::cancel, PATIENCE_SECONDS, TimeUnit.SECONDS);
            fault.ifPresent(each -> each.await(job, load.dueNanos(0), clock));
            JobReport report = job.join();
            if (report.state() == JobState.CANCELLED) {
                throw new IllegalStateException("it did not end within %d seconds".formatted(PATIENCE_SECONDS));
            }
            return Optional.of(report);
        } catch (JobFailedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            clock.shutdownNow();
        }
    }

    private static Job start(Load load, Recovery recovery, int workers) {
        LoadJob job = load.job();
        Embedded settings =
                Levada.embedded().guarantee(recovery.gives()).recovery(recovery).parallelism(job.parallelism());
        if (workers == 0) {
            return settings.run(job.topology(load.texts(), load.origins(), load.dueNanos(0), load.told()));
        }
        settings.workers(new LocalWorkers(
                workers,
                Spares.none(),
                BenchWorker.class.getName(),
                job.arguments(),
                (line, log) -> load.told().accept(line)));
        return settings.run(job.topology(line -> {}));
    }
}
