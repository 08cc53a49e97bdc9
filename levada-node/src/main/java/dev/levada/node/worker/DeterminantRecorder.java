package dev.levada.node.worker;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Writes what the tasks of this process choose where it is kept for replays by people. Nothing waits for it. What
 * cannot be written is tried again; when too much waits, nothing more is recorded, as a log with a gap would be of no
 * use. Any thread.
 */
final class DeterminantRecorder {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final long MAX_WAITING_BYTES = 64L << 20;
    /** What a slice takes beside its bytes, about. */
    private static final int SLICE_BYTES = 64;

    private final Consumer<String> warn;
    private final StoredDeterminants stored; // of the thread that writes, as what follows
    private boolean failing;

    private final Gathering<DeterminantSlice> writing = new Gathering<>("levada-recorder", PAUSE_NANOS, this::write);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    DeterminantRecorder(SnapshotStorage storage, Consumer<String> warn) {
        this.warn = warn;
        this.stored = StoredDeterminants.recording(
                storage, UUID.randomUUID().toString().replace("-", ""));
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
        writing.add(slice);
    }

    private static long bytes(DeterminantSlice slice) {
        return (long) slice.bytes().length + SLICE_BYTES;
    }

    private boolean write(List<DeterminantSlice> gathered) {
        try {
            List<DeterminantSlice> unused = stored.write(gathered); // of void attempts; what is read says which counts
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                warn.accept("what tasks chose could not be recorded, and is tried again: " + e.getMessage());
            }
            failing = true;
            return false;
        }
        failing = false;
        waitingBytes.addAndGet(
                -gathered.stream().mapToLong(DeterminantRecorder::bytes).sum());
        return true;
    }

    /** Writes what has gathered, takes nothing more, and runs something then. */
    void close(Runnable then) {
        writing.close(() -> {
            end();
            then.run();
        });
    }

    private void end() {
        try {
            stored.close();
        } catch (IOException | RuntimeException e) {
            return; // what was written is durable
        }
    }
}
