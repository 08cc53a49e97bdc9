package dev.levada.node.metrics;

import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The figures of the tasks of one job in the process that runs them. Thread-safe; no method waits. What is sampled is
 * read when Prometheus asks, so counting costs the hot path nothing.
 */
public final class TaskMetrics implements AutoCloseable {
    private final String job;
    private final Families families;
    private final LongAdder zombieFrames = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final Registration shown;

    TaskMetrics(String job, Families families) {
        this.job = job;
        this.families = families;
        this.shown = Registration.all(List.of(
                families.zombieFramesRefused.add(zombieFrames::sum, job),
                families.duplicatesDropped.add(duplicates::sum, job)));
    }

    /**
     * Shows what an attempt at a task counts. While another attempt at the same task is shown, too, both are added up.
     *
     * @param lost records that are lost for good; only grows, any thread may ask
     * @param lagMillis how far it is behind the clock in event time, if it has any; any thread may ask
     */
    public Registration task(
            TaskId task, List<OperatorFigures> operators, LongSupplier lost, Optional<LongSupplier> lagMillis) {
        String name = task.toString();
        List<Registration> parts = new ArrayList<>();
        parts.add(families.recordsLost.add(lost, job, name));
        lagMillis.ifPresent(lag -> parts.add(families.watermarkLag.add(lag, job, name)));
        for (OperatorFigures figures : operators) {
            String operator = figures.operator();
            parts.add(families.recordsIn.add(figures.recordsIn(), job, name, operator));
            parts.add(families.recordsOut.add(figures.recordsOut(), job, name, operator));
            parts.add(families.recordsDropped.add(figures.dropped(), job, name, operator));
            parts.add(families.recordsLate.add(figures.late(), job, name, operator));
            parts.add(families.operatorErrors.add(figures.errors(), job, name, operator));
        }
        return Registration.all(parts);
    }

    /** Shows what went from one process to another, of which one is this. */
    public Registration remote(String from, String to, RemoteFigures figures) {
        return Registration.all(List.of(
                families.remoteBytes.add(figures::bytes, job, from, to),
                families.remoteRecords.add(figures::records, job, from, to),
                families.remoteQueuedBytes.add(figures::queuedBytes, job, from, to)));
    }

    /** A frame was refused because the attempt that sent it does not count any more. */
    public void zombieFrameRefused() {
        zombieFrames.increment();
    }

    /** A frame was dropped because it had come before. */
    public void duplicateDropped() {
        duplicates.increment();
    }

    /** The job is over in this process. What is shown of tasks and pairs is closed apart. */
    @Override
    public void close() {
        shown.close();
    }
}
