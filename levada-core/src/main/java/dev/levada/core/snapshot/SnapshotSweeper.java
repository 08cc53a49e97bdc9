package dev.levada.core.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what nobody can go back to, each time an epoch is complete. Confined to one thread.
 *
 * <p>Needed is what the snapshots of the complete epoch are made of, and those that are there and were taken after its
 * beginning: a task may go back to its newest. What is not needed goes with the next sweep: a snapshot that is on its
 * way now may build on what was needed when it was begun, and that need not be of a complete epoch.
 */
public final class SnapshotSweeper {
    private final SnapshotStorage storage;
    private Set<String> notNeeded = new LinkedHashSet<>();

    /** Nothing was swept. */
    public SnapshotSweeper(SnapshotStorage storage) {
        this.storage = storage;
    }

    /**
     * Waits for the store.
     *
     * @param names of the snapshots of the last complete epoch
     * @throws IOException if that cannot be done now; then it can be when the next epoch is complete
     */
    public void sweep(Collection<String> names, long epoch) throws IOException {
        List<String> all = List.copyOf(storage.names());
        List<StoredSnapshot> needed = new ArrayList<>();
        for (String name : names) {
            needed.add(SnapshotReader.read(storage, name));
        }
        for (String name : all) {
            if (StoredSnapshot.isName(name) && isLater(name, epoch)) {
                readIfThere(name).ifPresent(needed::add);
            }
        }
        Set<String> kept = SnapshotReader.objects(needed);
        Set<String> found = new LinkedHashSet<>();
        for (String name : all) {
            if (!kept.contains(name) && StoredSnapshot.epochOf(name) <= epoch) {
                if (notNeeded.contains(name)) {
                    storage.delete(name);
                } else {
                    found.add(name);
                }
            }
        }
        notNeeded = found;
    }

    private static boolean isLater(String name, long epoch) {
        long own = StoredSnapshot.epochOf(name);
        return own > epoch || (own == epoch && StoredSnapshot.windowOf(name) > 0);
    }

    /** The snapshot of a window, unless it has gone since, because there is a newer one. */
    private Optional<StoredSnapshot> readIfThere(String name) throws IOException {
        try {
            return Optional.of(SnapshotReader.read(storage, name));
        } catch (IOException e) {
            if (StoredSnapshot.windowOf(name) > 0 && !storage.names().contains(name)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
