package dev.levada.node.storage;

import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.snapshot.MemoryStorage;
import dev.levada.core.snapshot.SnapshotStorage;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The decisions and snapshots of one job. Any thread. */
public interface JobStorage {

    SnapshotStorage snapshots();

    /** What was decided before this storage was opened, in order. */
    List<Decision> recalled();

    /**
     * Records a decision after all earlier ones.
     *
     * @param then runs when the decision will not be lost, in the order of the decisions, on any thread; must be short
     * @param failed told if that cannot be
     */
    void record(Decision decision, Runnable then, Consumer<Throwable> failed);

    /** Whether it outlasts the process. */
    boolean lasting();

    /** Room for what a new attempt has sent; used by the attempt's thread alone, and closed before this storage. */
    SpillStore spill();

    void close() throws IOException;

    /** In memory, but for what is spilled: what is kept outlasts tasks only. */
    static JobStorage inMemory() {
        SnapshotStorage snapshots = new MemoryStorage();
        TemporaryDisk disk = new TemporaryDisk();
        SpillRoom spills = new SpillRoom(disk);
        return new Unrecorded() {
            @Override
            public SnapshotStorage snapshots() {
                return snapshots;
            }

            @Override
            public SpillStore spill() {
                return spills.store();
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }
}
