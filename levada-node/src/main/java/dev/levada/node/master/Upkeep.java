package dev.levada.node.master;

import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.SnapshotSweeper;
import dev.levada.node.worker.DaemonThreads;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A coordinator's work on the store, in the background: deletes what nobody goes back to. Any thread. */
final class Upkeep {
    private final boolean keepsSnapshots;
    private final Recoveries recoveries;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(new DaemonThreads("levada-upkeep"));
    /** A recovery must not wait for what is deleted. */
    private final ExecutorService recovering = Executors.newSingleThreadExecutor(new DaemonThreads("levada-recovery"));

    private final SnapshotSweeper sweeper; // the first thread's alone

    Upkeep(SnapshotStorage storage, boolean keepsSnapshots, Recoveries recoveries) {
        this.sweeper = new SnapshotSweeper(storage);
        this.keepsSnapshots = keepsSnapshots;
        this.recoveries = recoveries;
    }

    /** Deletes what was not needed at the epoch before, and is not now. */
    void sweep(List<String> names, long epoch) {
        if (keepsSnapshots) {
            inBackground(() -> delete(names, epoch));
        }
    }

    private void delete(List<String> names, long epoch) {
        try {
            sweeper.sweep(names, epoch);
        } catch (IOException | RuntimeException e) {
            recoveries.warn("old snapshots could not be deleted: " + e.getMessage());
        }
    }

    void inBackground(Runnable work) {
        execute(thread, work);
    }

    /** Runs something that a recovery waits for, besides all else. */
    void forRecovery(Runnable work) {
        execute(recovering, work);
    }

    private static void execute(ExecutorService thread, Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            return; // the job is over: nobody waits for it any more
        }
    }

    /** Runs something after all that was given before, and takes nothing more. */
    void close(Runnable last) {
        forRecovery(() -> {
            inBackground(last);
            thread.shutdown();
        });
        recovering.shutdown();
    }
}
