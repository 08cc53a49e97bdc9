package dev.levada.node.worker;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes what the tasks of this process choose where it is kept for replays by people, on a thread of its own, all that
 * has gathered at once. Nothing waits for it. What cannot be written is tried again; when too much waits, nothing more
 * is recorded, as a log with a gap would be of no use. Any thread.
 */
final class DeterminantRecorder {
    private static final long GATHER_MILLIS = 20;
    private static final long RETRY_MILLIS = 200;
    private static final long MAX_WAITING_BYTES = 64L << 20;
    /** What a slice takes beside its bytes, about. */
    private static final int SLICE_BYTES = 64;

    private final Consumer<String> warn;
    private final StoredDeterminants stored; // the thread's alone, like all below
    private final List<DeterminantSlice> unwritten = new ArrayList<>();
    private boolean failing;

    private final ConcurrentLinkedQueue<DeterminantSlice> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread created = new Thread(work, "levada-recorder");
        created.setDaemon(true);
        return created;
    });

    DeterminantRecorder(SnapshotStorage storage, Consumer<String> warn) {
        this.warn = warn;
        this.stored = StoredDeterminants.recording(
                storage, UUID.randomUUID().toString().replace("-", ""));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void add(DeterminantSlice slice) {
        if (over.get()) {
            return;
        }
        if (waitingBytes.addAndGet(bytes(slice)) > MAX_WAITING_BYTES) {
            if (over.compareAndSet(false, true)) {
                warn.accept(
                        "what tasks choose is no longer recorded in this process: more than %d MiB wait to be written"
                                .formatted(MAX_WAITING_BYTES >> 20));
            }
            return;
        }
        queue.add(slice);
        writeSoon(GATHER_MILLIS);
    }

    private static long bytes(DeterminantSlice slice) {
        return (long) slice.bytes().length + SLICE_BYTES;
    }

    private void writeSoon(long delayMillis) {
        if (scheduled.compareAndSet(false, true)) {
            try {
                ScheduledFuture<?> unused = thread.schedule(this::write, delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                return; // all is closed
            }
        }
    }

    private void write() {
        scheduled.set(false); // before looking: what comes now is seen here, or asks again
        DeterminantSlice next;
        while ((next = queue.poll()) != null) {
            unwritten.add(next);
        }
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            List<DeterminantSlice> unused = stored.write(unwritten); // of void attempts; what is read says which counts
            waitingBytes.addAndGet(
                    -unwritten.stream().mapToLong(DeterminantRecorder::bytes).sum());
            unwritten.clear();
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                warn.accept("what tasks chose could not be recorded, and is tried again: " + e.getMessage());
            }
            failing = true;
            writeSoon(RETRY_MILLIS);
        }
    }

    /** Writes what has gathered, takes nothing more, and runs something then. */
    void close(Runnable then) {
        thread.execute(() -> {
            write();
            end();
            then.run();
        });
        thread.shutdown();
    }

    private void end() {
        try {
            stored.close();
        } catch (IOException | RuntimeException e) {
            return; // what was written is durable
        }
    }
}
