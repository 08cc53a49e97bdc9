package dev.levada.node.worker;

import dev.levada.core.task.LatencyListener;
import dev.levada.node.job.JobReport;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** The latencies of one task, in microseconds up to an hour. Written by its loop, read by anyone. */
public final class Latencies implements LatencyListener {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final byte[] NONE = {};

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, HIGHEST_MICROS, 2);
    // Guarded by itself: several threads may ask for a report at once.
    private final Histogram total = new Histogram(1, HIGHEST_MICROS, 2);

    @Override
    public void recorded(long latencyNanos, int records) {
        long micros = Math.max(1, Math.min(HIGHEST_MICROS, latencyNanos / 1_000));
        recorder.recordValueWithCount(micros, records);
    }

    /** All that was measured so far, for {@link #summary}; empty if nothing was. */
    byte[] bytes() {
        synchronized (total) {
            total.add(recorder.getIntervalHistogram());
            if (total.getTotalCount() == 0) {
                return NONE;
            }
            ByteBuffer buffer = ByteBuffer.allocate(total.getNeededByteBufferCapacity());
            int length = total.encodeIntoCompressedByteBuffer(buffer);
            return Arrays.copyOf(buffer.array(), length);
        }
    }

    /** What several tasks have measured together. */
    public static Optional<JobReport.Latency> summary(List<byte[]> measured) {
        Histogram sum = new Histogram(1, HIGHEST_MICROS, 2);
        for (byte[] each : measured) {
            if (each.length > 0) {
                sum.add(histogram(each));
            }
        }
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

    private static Histogram histogram(byte[] bytes) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), HIGHEST_MICROS);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("these are no latencies: " + e.getMessage(), e);
        }
    }
}
