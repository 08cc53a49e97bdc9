package dev.levada.node.worker;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what the tasks of this process chose into one log in the store: all that has gathered while the last was
 * forced at once, and for a moment longer, as a fast disk would be forced thousands of times a second else. What waits
 * is bounded by the tasks, which wait, too. Any thread.
 */
final class DeterminantStore implements Determinants {
    private static final long PAUSE_NANOS = 2_000_000;

    private final Worker worker;
    private final StoredDeterminants stored; // of the thread that writes
    private final Gathering<Waiting> writing = new Gathering<>("levada-determinants", PAUSE_NANOS, this::write);

    private record Waiting(Attempt attempt, DeterminantSlice slice, long position) {}

    /** @param writer tells what this process writes from all else in the store: letters and digits */
    DeterminantStore(Worker worker, SnapshotStorage storage, String writer) {
        this.worker = worker;
        this.stored = new StoredDeterminants(storage, writer);
    }

    /** The attempt is told when it is durable, or fails. */
    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        writing.add(new Waiting(attempt, slice, position));
    }

    private boolean write(List<Waiting> gathered) {
        Map<Attempt, Long> reached = new LinkedHashMap<>();
        gathered.forEach(each -> reached.put(each.attempt(), each.position()));
        List<DeterminantSlice> refused;
        try {
            refused = stored.write(gathered.stream().map(Waiting::slice).toList());
        } catch (IOException | RuntimeException e) {
            reached.forEach((attempt, any) -> worker.with(attempt.id(), attempt.number(), each -> each.logFailed(e)));
            return true; // those it was of are replaced
        }
        for (DeterminantSlice slice : refused) {
            worker.with(slice.task(), slice.attempt(), Attempt::voided);
        }
        reached.forEach(
                (attempt, position) -> worker.with(attempt.id(), attempt.number(), each -> each.stable(position)));
        return true;
    }

    @Override
    public void close(Runnable then) {
        writing.close(() -> {
            end();
            then.run();
        });
    }

    private void end() {
        try {
            stored.close();
        } catch (IOException | RuntimeException e) {
            return; // what anybody depends on was durable before
        }
    }
}
