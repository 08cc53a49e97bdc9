package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.List;

/** Keeps what tasks choose in the store, which survives whatever befalls the worker. */
final class StoreLog implements WorkerLog {
    private static final GroupCommit.Write PUT = new GroupCommit.Write("put", 50, 1_500, "determinants not stored");

    private final WorkerNode node;
    private final GroupCommit commit;

    StoreLog(WorkerNode node) {
        this.node = node;
        this.commit = new GroupCommit(node, PUT, writer());
    }

    private StoredDeterminants writer() {
        return new StoredDeterminants(node.world.storage(), node.freshName());
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        commit.append(attempt, slice, position);
    }

    @Override
    public void down() {
        commit.down();
        commit.to(writer());
    }

    @Override
    public void dropBefore(long epoch) {
        // The sweeper does, with the snapshots.
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        return WorkerLog.stored(node, deployment);
    }
}
