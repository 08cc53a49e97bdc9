package dev.levada.node.master;

import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.SnapshotSweeper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A coordinator's work on the store, in the background: deletes what nobody goes back to. Any thread. */
final class Upkeep {
    private final boolean keepsSnapshots;
    private final Recoveries recoveries;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "levada-upkeep");
        created.setDaemon(true);
        return created;
    });
    private final SnapshotSweeper sweeper; // the thread's alone

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
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            return; // the job is over: nobody waits for it any more
        }
    }

    /** Runs something after all that was given before, and takes nothing more. */
    void close(Runnable last) {
        inBackground(last);
        thread.shutdown();
    }
}
