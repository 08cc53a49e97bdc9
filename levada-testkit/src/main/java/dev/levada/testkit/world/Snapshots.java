package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.snapshot.SnapshotWriter;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.replicate.Replicated;
import java.io.IOException;
import java.util.ArrayDeque;

/** Writes the snapshots of one attempt out, one after the other, while the task goes on. */
final class Snapshots {
    private static final long MICRO = 1_000;

    private final WorkerNode node;
    private final Attempt attempt;
    private final World world;
    private final SnapshotWriter writer;
    private final ArrayDeque<TaskSnapshot> waiting = new ArrayDeque<>();

    /** @param start what the attempt begins with */
    Snapshots(WorkerNode node, Attempt attempt, TaskStart start) {
        this.node = node;
        this.attempt = attempt;
        this.world = node.world;
        this.writer = new SnapshotWriter(
                world.storage(),
                world.job().codecs(),
                start,
                Replicated.hasFollowers(
                        world.plan(), world.plan().chain(attempt.id().chain())));
    }

    void add(TaskSnapshot snapshot) {
        waiting.add(snapshot);
        if (waiting.size() == 1) {
            writeSoon();
        }
    }

    private void writeSoon() {
        long delay = world.pace().between(20 * MICRO, 3_000 * MICRO) * node.slowness();
        if (world.faulty(Fault.STORE_LATE) && world.pace().percent(20)) {
            delay += world.pace().between(1_000 * MICRO, 120_000 * MICRO);
            world.sometimes("a snapshot late");
        }
        world.onNode(node, delay, "write", this::write);
    }

    /** Also if the task is gone, but not its process: the store knows whether it still may. */
    private void write() {
        TaskSnapshot snapshot = waiting.element();
        try {
            String name = writer.write(snapshot);
            if (snapshot.window() > 0) {
                world.sometimes("a window ended within an epoch");
                node.worker().windowTaken(attempt, snapshot.epoch(), snapshot.window());
            } else {
                node.worker().taken(attempt, snapshot.epoch(), name);
            }
        } catch (IOException e) {
            world.sometimes("a snapshot not stored");
        } catch (RuntimeException e) {
            world.violated("the snapshot of %s for epoch %d cannot be written: %s"
                    .formatted(attempt.id(), snapshot.epoch(), World.trail(e)));
        }
        waiting.remove();
        if (!waiting.isEmpty()) {
            writeSoon();
        }
    }
}
