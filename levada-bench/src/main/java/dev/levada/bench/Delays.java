package dev.levada.bench;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How long after its record was due an output came, of those between the {@link Marks} of a job at a rate, in
 * microseconds. One of some outputs is looked at, so that what is measured is not the clock. Confined to one thread.
 */
final class Delays {
    private static final String START = "delays";
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    /** No divisor of how many outputs a record makes, or how many tasks there are. */
    private static final long ONE_OF = 17;

    private final Histogram micros = new Histogram(1, HIGHEST_MICROS, 2);
    private final double nanosEach;
    private final long startNanos;
    private final long begin;
    private final long end;
    private long seen;

    Delays(KeyedJob job) {
        this.nanosEach = 1e9 / job.perSecond();
        this.startNanos = job.startNanos() + (long) (job.workload().laterSeconds() * 1e9);
        long state = job.state().records();
        boolean measured = nanosEach > 0;
        this.begin = measured ? state + job.marks().begin() : 0;
        this.end = measured ? state + job.marks().end() : 0;
    }

    void of(Output output) {
        long index = output.index();
        if (index >= begin && index < end && ++seen % ONE_OF == 0) {
            long late = System.nanoTime() - startNanos - (long) (index * nanosEach);
            micros.recordValue(Math.max(1, Math.min(HIGHEST_MICROS, late / 1_000)));
        }
    }

    /** What was measured, for {@link #add}; nothing if nothing was. */
    Optional<String> line() {
        if (micros.getTotalCount() == 0) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(bytes);
        return Optional.of(START + " " + HexFormat.of().formatHex(bytes.array(), 0, length));
    }

    /** Adds what a {@link #line} holds to others; nothing if it is another one. */
    static void add(String line, Histogram all) {
        String[] parts = line.split(" ", 2);
        if (!parts[0].equals(START)) {
            return;
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(parts[1]);
            all.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), HIGHEST_MICROS));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("these are no delays: " + e.getMessage(), e);
        }
    }

    /** An empty one, for {@link #add}. */
    static Histogram none() {
        return new Histogram(1, HIGHEST_MICROS, 2);
    }
}
