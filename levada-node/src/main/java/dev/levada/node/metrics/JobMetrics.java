package dev.levada.node.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The figures of one job as a whole, in the process of its coordinator. Thread-safe; no method waits. */
public final class JobMetrics implements AutoCloseable {
    private final Timer epochDuration;
    private final LongAdder epochsCompleted = new LongAdder();
    private final LongAdder epochsAborted = new LongAdder();
    private final LongAdder recoveries = new LongAdder();
    private final LongAdder differing = new LongAdder();
    private final Registration shown;

    JobMetrics(String job, Families families, Timer epochDuration) {
        this.epochDuration = epochDuration;
        this.shown = Registration.all(List.of(
                families.epochsCompleted.add(epochsCompleted::sum, job),
                families.epochsAborted.add(epochsAborted::sum, job),
                families.recoveries.add(recoveries::sum, job),
                families.replicasDiffering.add(differing::sum, job)));
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

    /** A replica of a task did something else than its leader. */
    public void differed() {
        differing.increment();
    }

    /** Everything runs again after a failure. */
    public void recovered() {
        recoveries.increment();
    }

    /** The job is over: its figures are shown no more. */
    @Override
    public void close() {
        shown.close();
    }
}
