package dev.levada.node.worker;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.HostLogSweeper;
import dev.levada.core.snapshot.HostLogs;
import dev.levada.core.snapshot.SnapshotStorage;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps it on a disk of this host, where other processes of it find it, and hands it in from there. */
final class HostDeterminants implements Determinants {
    private final HostDisk disk;
    private final SnapshotStorage store;
    private final DeterminantStore written;
    private final Consumer<Runnable> background;
    private final Consumer<String> warn;
    private final @Nullable DeterminantRecorder recorder;
    private final HostLogSweeper sweeper;
    private final AtomicLong complete = new AtomicLong();

    /**
     * Nothing yet.
     *
     * @param store what all hosts see
     * @param background runs what waits for the disk
     * @param recorder writes what tasks here choose, too; null if nobody wants that
     */
    HostDeterminants(
            Worker worker,
            HostDisk disk,
            SnapshotStorage store,
            Consumer<Runnable> background,
            Consumer<String> warn,
            @Nullable DeterminantRecorder recorder) {
        this.disk = disk;
        this.store = store;
        String writer = fresh();
        this.written = new DeterminantStore(worker, disk.logs(), writer);
        this.background = background;
        this.warn = warn;
        this.recorder = recorder;
        this.sweeper = new HostLogSweeper(disk.logs(), writer);
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        written.add(attempt, round, slice, position);
        if (recorder != null) {
            recorder.add(slice);
        }
    }

    @Override
    public boolean collect(Order.Collect order) throws IOException {
        if (!order.disk().equals(disk.name()) || !disk.isThere()) {
            return false;
        }
        HostLogs.handIn(disk.logs(), store, fresh(), order.round(), order.attempts(), order.epoch());
        return disk.isThere();
    }

    @Override
    public void complete(long epoch) {
        if (complete.getAndAccumulate(epoch, Math::max) < epoch) {
            background.accept(() -> sweep(epoch));
        }
    }

    /** Guards the sweeper. */
    private synchronized void sweep(long epoch) {
        try {
            sweeper.sweep(epoch);
        } catch (IOException | RuntimeException e) {
            warn.accept("what tasks chose before epoch %d could not be deleted from the disk of this host now: %s"
                    .formatted(epoch, e.getMessage()));
        }
    }

    @Override
    public void close(Runnable then) {
        written.close(recorder == null ? then : () -> recorder.close(then));
    }
}
