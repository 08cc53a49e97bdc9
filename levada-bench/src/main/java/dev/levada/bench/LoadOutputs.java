package dev.levada.bench;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * What comes out of a task of an application that is measured, whatever engine it is a task of: a {@link Tally} of the
 * outputs, and how long after their records were due they came. Says both in lines of text. Confined to one thread.
 */
public final class LoadOutputs {
    static final String COMMITTED = "committed";
    static final String DELAYS = "delays";
    /** What is due within it is told together. */
    static final long SLICE_NANOS = 100_000_000;
    /** A word count has ten outputs for each record. No divisor of that, or of how many tasks there are. */
    private static final int ONE_WORD_OF = 17;

    private final Optional<Origins> origins;
    private final int task;
    private final Consumer<String> told;
    private final double nanosEach;
    private final long startNanos;
    private final int oneOf;
    private final boolean tellsSeveral;
    private final Tally.Adder tally = new Tally.Adder();
    private final Map<Integer, Histogram> slices = new HashMap<>();
    private long seen;

    /** @param startNanos when the first record was due, on this process's monotonic clock */
    LoadOutputs(LoadJob job, long startNanos, Optional<Origins> origins, int task, Consumer<String> told) {
        this.origins = job.isPaced() ? origins : Optional.empty();
        this.task = task;
        this.told = told;
        this.nanosEach = 1e9 / job.perSecond();
        this.startNanos = startNanos;
        this.oneOf = job.code().equals(Origins.WORDS) ? ONE_WORD_OF : 1;
        this.tellsSeveral = RunningTotals.tellSeveral(job.code());
    }

    /** Takes an output. */
    public void add(String line) {
        if (tellsSeveral) {
            RunningTotals.add(tally, line);
        } else {
            tally.add(line);
        }
        if (origins.isPresent() && ++seen % oneOf == 0) {
            delayed(origins.get().of(line));
        }
    }

    private void delayed(long index) {
        if (index != Origins.UNKNOWN) {
            long dueAfter = (long) (index * nanosEach);
            long micros = (System.nanoTime() - startNanos - dueAfter) / 1_000;
            slices.computeIfAbsent((int) (dueAfter / SLICE_NANOS), any -> new Histogram(2))
                    .recordValue(Math.max(1, micros));
        }
    }

    /** All that was added since the last call, for {@link #committed}. */
    String prepare(long epoch) {
        tellDelays();
        Tally since = tally.taken();
        return "%d/%d %d %d %d".formatted(task, epoch, since.records(), since.sum(), since.last());
    }

    /** @param prepared by this attempt or another one; it may have been committed before */
    void committed(String prepared) {
        told.accept(COMMITTED + " " + prepared);
    }

    /** The end of all output of an engine that has no epochs, or that is not made to fail. */
    public void finish() {
        committed(prepare(0));
    }

    /** The end, whatever happened: what is not committed does not count. */
    void close() {
        tellDelays();
    }

    private void tellDelays() {
        slices.forEach((slice, micros) -> {
            ByteBuffer bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
            int length = micros.encodeIntoCompressedByteBuffer(bytes);
            told.accept("%s %d %s".formatted(DELAYS, slice, HexFormat.of().formatHex(bytes.array(), 0, length)));
        });
        slices.clear();
    }
}
