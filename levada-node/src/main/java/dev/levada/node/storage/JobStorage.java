package dev.levada.node.storage;

import dev.levada.cluster.coordinator.Decision;
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

    void close() throws IOException;

    /** In memory: what is kept outlasts tasks only. */
    static JobStorage inMemory() {
        SnapshotStorage snapshots = new MemoryStorage();
        return new JobStorage() {
            @Override
            public SnapshotStorage snapshots() {
                return snapshots;
            }

            @Override
            public List<Decision> recalled() {
                return List.of();
            }

            @Override
            public void record(Decision decision, Runnable then, Consumer<Throwable> failed) {
                then.run();
            }

            @Override
            public boolean lasting() {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
