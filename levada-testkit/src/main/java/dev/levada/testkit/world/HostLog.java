package dev.levada.testkit.world;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.HostLogSweeper;
import dev.levada.core.snapshot.HostLogs;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.List;

/** Keeps what tasks choose on the disk of the worker's machine, where others on it find it, and nobody else. */
final class HostLog implements WorkerLog {
    private static final GroupCommit.Write FORCE =
            new GroupCommit.Write("force", 20, 1_000, "a log of determinants that failed");

    private final WorkerNode node;
    private final World world;
    private SnapshotStorage storage;
    private final GroupCommit commit;
    private HostLogSweeper sweeper;

    HostLog(WorkerNode node) {
        this.node = node;
        this.world = node.world;
        String writer = node.freshName();
        this.storage = node.host().storage(node);
        this.commit = new GroupCommit(node, FORCE, new StoredDeterminants(storage, writer));
        this.sweeper = new HostLogSweeper(storage, writer);
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        commit.append(attempt, slice, position);
    }

    @Override
    public void down() {
        commit.down();
    }

    /** Another process is where this one was. */
    @Override
    public void up() {
        String writer = node.freshName();
        storage = node.host().storage(node);
        commit.to(new StoredDeterminants(storage, writer));
        sweeper = new HostLogSweeper(storage, writer);
    }

    @Override
    public void dropBefore(long epoch) {
        try {
            sweeper.sweep(epoch);
        } catch (IOException e) {
            world.sometimes("old determinants not swept"); // they are in nobody's way
        }
    }

    @Override
    public boolean collect(Order.Collect order) throws IOException {
        if (!order.disk().equals(node.host().diskName())) {
            return false;
        }
        HostLogs.handIn(storage, world.storage(), node.freshName(), order.round(), order.attempts(), order.epoch());
        world.sometimes("what was on the disk of a host handed in");
        return true;
    }

    /** All that counts was handed in. */
    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        return WorkerLog.stored(node, deployment);
    }

    @Override
    public void hurt(Hurt hurt) {
        hurt.to(node.host().disk());
    }
}
