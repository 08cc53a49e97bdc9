package dev.levada.node.master;

import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A coordinator's work on the store, in the background: deletes what nobody goes back to. Any thread. */
final class Upkeep {
    private final SnapshotStorage storage;
    private final boolean keepsSnapshots;
    private final Recoveries recoveries;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "levada-upkeep");
        created.setDaemon(true);
        return created;
    });
    /** The snapshots of the complete epoch before the last; the thread's alone. */
    private List<StoredSnapshot> completeBefore = List.of();

    Upkeep(SnapshotStorage storage, boolean keepsSnapshots, Recoveries recoveries) {
        this.storage = storage;
        this.keepsSnapshots = keepsSnapshots;
        this.recoveries = recoveries;
    }

    /** Deletes all but the last two complete epochs. */
    void sweep(List<String> names, long epoch) {
        if (keepsSnapshots) {
            inBackground(() -> delete(names, epoch));
        }
    }

    private void delete(List<String> names, long epoch) {
        try {
            List<StoredSnapshot> complete = new ArrayList<>();
            for (String name : names) {
                complete.add(SnapshotReader.read(storage, name));
            }
            List<StoredSnapshot> kept = new ArrayList<>(complete);
            kept.addAll(completeBefore);
            SnapshotReader.sweep(storage, kept, epoch);
            completeBefore = complete;
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
