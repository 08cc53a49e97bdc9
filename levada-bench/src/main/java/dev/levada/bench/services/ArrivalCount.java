package dev.levada.bench.services;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests as they arrive, and those that failed as they are answered; writes the differences of each second,
 * {@code epoch_ms,ops,errors} a line, after an empty one. Counts by any thread; all else by one.
 */
final class ArrivalCount implements AutoCloseable {
    private final MonotonicEpoch clock = MonotonicEpoch.now();
    private final LongAdder arrived = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "arrivals");
        made.setDaemon(true);
        return made;
    });
    private @Nullable BufferedWriter out;
    private @Nullable ScheduledFuture<?> task;

    // The thread's alone, while it writes.
    private long lastArrived;
    private long lastFailed;

    void arrived() {
        arrived.increment();
    }

    void failed() {
        failed.increment();
    }

    /** Writes to a file from now on, and no more to that before. */
    void writeTo(Path file) throws IOException {
        stop();
        BufferedWriter writer = Files.newBufferedWriter(file);
        writer.newLine();
        out = writer;
        lastArrived = arrived.sum();
        lastFailed = failed.sum();
        task = thread.scheduleAtFixedRate(() -> write(writer), 1, 1, TimeUnit.SECONDS);
    }

    private void write(BufferedWriter writer) {
        long nowArrived = arrived.sum();
        long nowFailed = failed.sum();
        try {
            writer.write("%d,%d,%d%n"
                    .formatted(clock.millis(System.nanoTime()), nowArrived - lastArrived, nowFailed - lastFailed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastArrived = nowArrived;
        lastFailed = nowFailed;
    }

    /** Completes the file. */
    void stop() throws IOException {
        if (task != null && out != null) {
            task.cancel(false);
            BufferedWriter writer = out;
            // After the line that is perhaps being written.
            CompletableFuture.runAsync(() -> {}, thread).join();
            writer.close();
            task = null;
            out = null;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        thread.shutdownNow();
    }
}
