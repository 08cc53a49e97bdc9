package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.StoredSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Deletes what nobody goes back to, a while after an epoch is complete: all but the last two complete epochs. */
final class Sweeper {
    private final World world;
    private List<StoredSnapshot> before = new ArrayList<>();

    Sweeper(World world) {
        this.world = world;
    }

    void sweep(Decision.EpochCompleted completed) {
        List<StoredSnapshot> complete = new ArrayList<>();
        try {
            for (String name : completed.snapshots().values()) {
                complete.add(SnapshotReader.read(world.storage(), name));
            }
            List<StoredSnapshot> needed = new ArrayList<>(complete);
            needed.addAll(before);
            SnapshotReader.sweep(world.storage(), needed, completed.epoch());
            before = complete;
            world.sometimes("old snapshots swept");
        } catch (IOException e) {
            world.sometimes("old snapshots not swept"); // they are in nobody's way
        }
    }
}
