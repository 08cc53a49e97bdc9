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
import java.util.ArrayList;
import java.util.List;

/** Keeps what tasks choose on the disk of the worker's machine, where others on it find it, and nobody else. */
final class HostLog implements WorkerLog {
    private static final long MICRO = 1_000;

    private final WorkerNode node;
    private final World world;
    private SnapshotStorage storage;
    private StoredDeterminants stored;
    private HostLogSweeper sweeper;
    private List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Attempt attempt, DeterminantSlice slice, long position) {}

    HostLog(WorkerNode node) {
        this.node = node;
        this.world = node.world;
        String writer = node.freshName();
        this.storage = node.host().storage(node);
        this.stored = new StoredDeterminants(storage, writer);
        this.sweeper = new HostLogSweeper(storage, writer);
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        waiting.add(new Waiting(attempt, slice, position));
        if (waiting.size() == 1) {
            world.onNode(node, world.pace().between(20 * MICRO, 1_000 * MICRO) * node.slowness(), "force", this::force);
        }
    }

    private void force() {
        List<Waiting> gathered = waiting;
        waiting = new ArrayList<>();
        List<DeterminantSlice> refused;
        try {
            refused = stored.write(gathered.stream().map(Waiting::slice).toList());
        } catch (IOException e) {
            world.sometimes("a log of determinants that failed");
            gathered.forEach(each -> each.attempt().crash());
            return;
        }
        for (Waiting each : gathered) {
            if (refused.contains(each.slice())) {
                world.sometimes("determinants of a void attempt refused");
                each.attempt().voided();
            } else {
                each.attempt().stable(each.position());
            }
        }
    }

    @Override
    public void down() {
        waiting = new ArrayList<>();
    }

    /** Another process is where this one was. */
    @Override
    public void up() {
        String writer = node.freshName();
        storage = node.host().storage(node);
        stored = new StoredDeterminants(storage, writer);
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
        return node.number == 1
                ? StoredDeterminants.read(world.storage(), deployment.epoch(), deployment.round())
                : List.of();
    }

    @Override
    public void hurt(Hurt hurt) {
        hurt.to(node.host().disk());
    }
}
