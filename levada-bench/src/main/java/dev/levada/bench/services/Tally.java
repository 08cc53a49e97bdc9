package dev.levada.bench.services;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What clients saw between two times. Confined to their thread, but for {@link #struck}; read when they have ended. */
final class Tally {
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final MonotonicEpoch clock = MonotonicEpoch.now();
    private final long fromNanos;
    private final int seconds;
    private final Histogram micros = new Histogram(MAX_MICROS, 3);
    private final int[] done;
    private final int[] errors;
    private final List<Request> first = new ArrayList<>();
    private volatile long struckNanos = Long.MAX_VALUE;
    private long lastDoneNanos;
    private long gapNanos;
    private long failOverNanos = -1;

    /** Of the client that writes its latencies down. */
    private record Request(long endNanos, long nanos, boolean failed) {}

    /** @param fromNanos of {@link System#nanoTime}; what began before, or so many seconds after, does not count */
    Tally(long fromNanos, int seconds) {
        this.fromNanos = fromNanos;
        this.seconds = seconds;
        this.done = new int[seconds];
        this.errors = new int[seconds];
        this.lastDoneNanos = fromNanos;
    }

    /** A member has been struck now. For another thread. */
    void struck(long atNanos) {
        struckNanos = atNanos;
    }

    /** A request has ended. */
    void ended(int client, boolean write, long begunNanos, long endNanos, boolean failed) {
        long second = TimeUnit.NANOSECONDS.toSeconds(endNanos - fromNanos);
        if (endNanos >= fromNanos && second < seconds) {
            (failed ? errors : done)[(int) second]++;
            if (!failed) {
                gapNanos = Math.max(gapNanos, endNanos - lastDoneNanos);
                lastDoneNanos = endNanos;
            }
        }
        if (write && !failed && failOverNanos < 0 && begunNanos > struckNanos) {
            failOverNanos = endNanos - struckNanos;
        }
        if (begunNanos >= fromNanos && begunNanos < fromNanos + TimeUnit.SECONDS.toNanos(seconds)) {
            micros.recordValue(Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(endNanos - begunNanos)));
            if (client == 0) {
                first.add(new Request(endNanos, endNanos - begunNanos, failed));
            }
        }
    }

    long gapMillis() {
        long end = fromNanos + TimeUnit.SECONDS.toNanos(seconds);
        return TimeUnit.NANOSECONDS.toMillis(Math.max(gapNanos, end - lastDoneNanos));
    }

    OptionalLong failOverMillis() {
        return failOverNanos < 0 ? OptionalLong.empty() : OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(failOverNanos));
    }

    long requests() {
        return micros.getTotalCount();
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }

    List<Measured.Second> seconds() {
        List<Measured.Second> all = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            all.add(new Measured.Second(done[i], errors[i]));
        }
        return all;
    }

    /** {@code epoch_ms, latency, error} of each request of one client, in whole milliseconds, after an empty line. */
    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.newLine();
            for (Request request : first) {
                out.write("%d, %d, %d%n"
                        .formatted(
                                clock.millis(request.endNanos()),
                                TimeUnit.NANOSECONDS.toMillis(request.nanos()),
                                request.failed() ? 1 : 0));
            }
        }
    }
}
