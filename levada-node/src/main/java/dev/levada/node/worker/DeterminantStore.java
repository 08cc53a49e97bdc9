package dev.levada.node.worker;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes what the tasks of this process chose into one log in the store, on a thread of its own: all that has gathered
 * while the last was forced at once, and for a moment longer, as a fast disk would be forced thousands of times a
 * second else. What waits is bounded by the tasks, which wait, too. Any thread.
 */
final class DeterminantStore implements Determinants {
    /** Between the beginnings of two writes, at least; one that comes alone does not wait. */
    private static final long GATHER_NANOS = 2_000_000;

    private final Worker worker;
    private final StoredDeterminants stored; // the thread's alone
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile long nextNanos = System.nanoTime();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread created = new Thread(work, "levada-determinants");
        created.setDaemon(true);
        return created;
    });

    private record Waiting(Attempt attempt, DeterminantSlice slice, long position) {}

    /** @param writer tells what this process writes from all else in the store: letters and digits */
    DeterminantStore(Worker worker, SnapshotStorage storage, String writer) {
        this.worker = worker;
        this.stored = new StoredDeterminants(storage, writer);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** The attempt is told when it is durable, or fails. */
    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        queue.add(new Waiting(attempt, slice, position));
        if (writing.compareAndSet(false, true)) {
            try {
                ScheduledFuture<?> unused =
                        thread.schedule(this::write, nextNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                return; // all is closed: nobody waits for it any more
            }
        }
    }

    private void write() {
        nextNanos = System.nanoTime() + GATHER_NANOS;
        writing.set(false); // before looking: what comes now is seen here, or asks again
        List<DeterminantSlice> slices = new ArrayList<>();
        List<DeterminantSlice> refused;
        Map<Attempt, Long> reached = new LinkedHashMap<>();
        Waiting next;
        while ((next = queue.poll()) != null) {
            slices.add(next.slice());
            reached.put(next.attempt(), next.position());
        }
        if (slices.isEmpty()) {
            return;
        }
        try {
            refused = stored.write(slices);
        } catch (IOException | RuntimeException e) {
            reached.forEach((attempt, any) -> worker.with(attempt.id(), attempt.number(), each -> each.logFailed(e)));
            return;
        }
        for (DeterminantSlice slice : refused) {
            worker.with(slice.task(), slice.attempt(), Attempt::voided);
        }
        reached.forEach(
                (attempt, position) -> worker.with(attempt.id(), attempt.number(), each -> each.stable(position)));
    }

    @Override
    public void close(Runnable then) {
        thread.execute(() -> {
            write(); // what was to gather for a moment
            end();
            then.run();
        });
        thread.shutdown();
    }

    private void end() {
        try {
            stored.close();
        } catch (IOException | RuntimeException e) {
            return; // what anybody depends on was durable before
        }
    }
}
