package dev.levada.node.embedded;

import dev.levada.core.task.LatencyListener;
import dev.levada.node.job.JobReport;
import java.util.Collection;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** The latencies of one task, in microseconds up to an hour. Written by its loop, read by anyone. */
final class LatencyRecorder implements LatencyListener {
    private static final long HIGHEST_MICROS = 3_600_000_000L;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, HIGHEST_MICROS, 2);
    // Guarded by itself: several threads may ask for a report at once.
    private final Histogram total = new Histogram(1, HIGHEST_MICROS, 2);

    @Override
    public void recorded(long latencyNanos, int records) {
        long micros = Math.max(1, Math.min(HIGHEST_MICROS, latencyNanos / 1_000));
        recorder.recordValueWithCount(micros, records);
    }

    void addTo(Histogram sum) {
        synchronized (total) {
            total.add(recorder.getIntervalHistogram());
            sum.add(total);
        }
    }

    static Optional<JobReport.Latency> summary(Collection<LatencyRecorder> recorders) {
        Histogram sum = new Histogram(1, HIGHEST_MICROS, 2);
        recorders.forEach(recorder -> recorder.addTo(sum));
        if (sum.getTotalCount() == 0) {
            return Optional.empty();
        }
        return Optional.of(new JobReport.Latency(
                sum.getValueAtPercentile(50) / 1e3,
                sum.getValueAtPercentile(95) / 1e3,
                sum.getValueAtPercentile(99) / 1e3,
                sum.getValueAtPercentile(99.9) / 1e3,
                sum.getMaxValue() / 1e3));
    }
}
