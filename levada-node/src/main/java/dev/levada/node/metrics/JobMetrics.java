package dev.levada.node.metrics;

import dev.levada.core.plan.TaskId;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The figures of one job in this process. Thread-safe; no method waits. What is sampled is read when Prometheus asks,
 * so counting costs the hot path nothing.
 */
public final class JobMetrics implements AutoCloseable {
    private final String job;
    private final Families families;
    private final Timer epochDuration;
    private final LongAdder epochsCompleted = new LongAdder();
    private final LongAdder epochsAborted = new LongAdder();
    private final LongAdder recoveries = new LongAdder();
    private final Registration ofTheJob;

    JobMetrics(String job, Families families, Timer epochDuration) {
        this.job = job;
        this.families = families;
        this.epochDuration = epochDuration;
        this.ofTheJob = all(List.of(
                families.epochsCompleted.add(epochsCompleted::sum, job),
                families.epochsAborted.add(epochsAborted::sum, job),
                families.recoveries.add(recoveries::sum, job)));
    }

    private static Registration all(List<Registration> parts) {
        return () -> parts.forEach(Registration::close);
    }

    /** An epoch is complete; it took so long since it was triggered. */
    public void epochCompleted(Duration duration) {
        epochsCompleted.increment();
        epochDuration.record(duration);
    }

    /** An epoch was given up. */
    public void epochAborted() {
        epochsAborted.increment();
    }

    /** Everything runs again after a failure. */
    public void recovered() {
        recoveries.increment();
    }

    /**
     * Shows what an attempt at a task counts. While another attempt at the same task is shown, too, both are added up.
     *
     * @param lost records that are lost for good; only grows, any thread may ask
     */
    public Registration task(TaskId task, List<OperatorFigures> operators, LongSupplier lost) {
        String name = task.toString();
        List<Registration> parts = new ArrayList<>();
        parts.add(families.recordsLost.add(lost, job, name));
        for (OperatorFigures figures : operators) {
            String operator = figures.operator();
            parts.add(families.recordsIn.add(figures.recordsIn(), job, name, operator));
            parts.add(families.recordsOut.add(figures.recordsOut(), job, name, operator));
            parts.add(families.recordsDropped.add(figures.dropped(), job, name, operator));
            parts.add(families.operatorErrors.add(figures.errors(), job, name, operator));
        }
        return all(parts);
    }

    /** Shows what went from one process to another, of which one is this. */
    public Registration remote(String from, String to, RemoteFigures figures) {
        return all(List.of(
                families.remoteBytes.add(figures::bytes, job, from, to),
                families.remoteRecords.add(figures::records, job, from, to),
                families.remoteQueuedBytes.add(figures::queuedBytes, job, from, to),
                families.zombieFramesRefused.add(figures::zombieFramesRefused, job, from, to),
                families.duplicatesDropped.add(figures::duplicatesDropped, job, from, to)));
    }

    /**
     * The job is over in this process: its own figures are shown no more. Those of tasks and pairs are closed apart.
     */
    @Override
    public void close() {
        ofTheJob.close();
    }
}
