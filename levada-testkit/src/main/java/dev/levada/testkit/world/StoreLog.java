package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what tasks choose in the store, which survives whatever befalls the worker. */
final class StoreLog implements WorkerLog {
    private static final long MICRO = 1_000;

    private final WorkerNode node;
    private final World world;
    private StoredDeterminants stored;
    private List<Waiting> waiting = new ArrayList<>();

    private record Waiting(Attempt attempt, DeterminantSlice slice, long position) {}

    StoreLog(WorkerNode node) {
        this.node = node;
        this.world = node.world;
        this.stored = writer();
    }

    private StoredDeterminants writer() {
        return new StoredDeterminants(world.storage(), node.freshName());
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        waiting.add(new Waiting(attempt, slice, position));
        if (waiting.size() == 1) {
            world.onNode(node, world.pace().between(50 * MICRO, 1_500 * MICRO) * node.slowness(), "put", this::put);
        }
    }

    private void put() {
        List<Waiting> gathered = waiting;
        waiting = new ArrayList<>();
        if (gathered.isEmpty()) {
            return;
        }
        List<DeterminantSlice> refused;
        try {
            refused = stored.write(gathered.stream().map(Waiting::slice).toList());
        } catch (IOException e) {
            world.sometimes("determinants not stored");
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
        stored = writer();
    }

    @Override
    public void dropBefore(long epoch) {
        // The sweeper does, with the snapshots.
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        return node.number == 1
                ? StoredDeterminants.read(world.storage(), deployment.epoch(), deployment.round())
                : List.of();
    }
}
