package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What tasks chose, on its way to a store: all that has come meanwhile is written at once, and then its attempts know.
 */
final class GroupCommit {
    private static final long MICRO = 1_000;

    private final WorkerNode node;
    private final World world;
    private final Write write;
    private StoredDeterminants stored;
    private List<Waiting> waiting = new ArrayList<>();

    /**
     * One write.
     *
     * @param kind what it is called
     * @param failure what happens now and then
     */
    record Write(String kind, long leastMicros, long mostMicros, String failure) {}

    private record Waiting(Attempt attempt, DeterminantSlice slice, long position) {}

    GroupCommit(WorkerNode node, Write write, StoredDeterminants stored) {
        this.node = node;
        this.world = node.world;
        this.write = write;
        this.stored = stored;
    }

    /** Tells the attempt when it is durable, or void, or crashes it. */
    void append(Attempt attempt, DeterminantSlice slice, long position) {
        waiting.add(new Waiting(attempt, slice, position));
        if (waiting.size() == 1) {
            long nanos = world.pace().between(write.leastMicros() * MICRO, write.mostMicros() * MICRO);
            world.onNode(node, nanos * node.slowness(), write.kind(), this::write);
        }
    }

    private void write() {
        List<Waiting> gathered = waiting;
        waiting = new ArrayList<>();
        List<DeterminantSlice> refused;
        try {
            refused = stored.write(gathered.stream().map(Waiting::slice).toList());
        } catch (IOException e) {
            world.sometimes(write.failure());
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

    /** The process is gone, with what it had not written. */
    void down() {
        waiting = new ArrayList<>();
    }

    /** Another process writes. */
    void to(StoredDeterminants other) {
        stored = other;
    }
}
