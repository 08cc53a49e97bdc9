package dev.levada.node.worker;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.recovery.log.causal.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the tasks of this process chose into the store, on a thread of its own: all that has gathered while the
 * last was written at once. What waits is bounded by the tasks, which wait, too. Any thread.
 */
final class DeterminantStore implements Determinants {
    private final Worker worker;
    private final StoredDeterminants stored; // the thread's alone
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "levada-determinants");
        created.setDaemon(true);
        return created;
    });

    private final Replicas.@Nullable Storing others;

    /** @param slices the attempt's own is the last */
    private record Waiting(Attempt attempt, List<DeterminantSlice> slices, long position) {
        DeterminantSlice own() {
            return slices.get(slices.size() - 1);
        }
    }

    /** @param others what the tasks of this process depend on and do not store themselves; null if there is nothing */
    DeterminantStore(Worker worker, SnapshotStorage storage, Replicas.@Nullable Storing others) {
        this.worker = worker;
        this.others = others;
        this.stored =
                new StoredDeterminants(storage, UUID.randomUUID().toString().replace("-", ""));
    }

    /** The attempt is told when it is durable, or fails. */
    @Override
    public void add(Attempt attempt, DeterminantSlice slice, long position) {
        if (others == null) {
            queue.add(new Waiting(attempt, List.of(slice), position));
        } else {
            synchronized (queue) { // what is new goes with the first that may depend on it
                List<DeterminantSlice> slices = new ArrayList<>(others.news());
                slices.add(slice);
                queue.add(new Waiting(attempt, slices, position));
            }
        }
        if (writing.compareAndSet(false, true)) {
            try {
                thread.execute(this::write);
            } catch (RejectedExecutionException e) {
                return; // all is closed: nobody waits for it any more
            }
        }
    }

    private void write() {
        writing.set(false); // before looking: what comes now is seen here, or asks again
        List<Waiting> gathered = gather();
        if (gathered.isEmpty()) {
            return;
        }
        List<DeterminantSlice> refused;
        try {
            refused = stored.write(
                    gathered.stream().flatMap(each -> each.slices().stream()).toList());
        } catch (IOException | RuntimeException e) {
            gathered.addAll(takeBack());
            gathered.forEach(each -> tell(each, attempt -> attempt.logFailed(e)));
            return;
        }
        for (Waiting each : gathered) {
            DeterminantSlice own = each.own();
            if (refused.contains(own)) {
                Exception cause = new VoidAttemptException(own.task(), own.attempt());
                tell(each, attempt -> attempt.logFailed(cause));
            } else {
                tell(each, attempt -> attempt.stable(each.position()));
            }
        }
    }

    private List<Waiting> gather() {
        List<Waiting> gathered = new ArrayList<>();
        Waiting next;
        while ((next = queue.poll()) != null) {
            gathered.add(next);
        }
        return gathered;
    }

    /** Who waits by now may depend on what was not written. */
    private List<Waiting> takeBack() {
        if (others == null) {
            return List.of();
        }
        synchronized (queue) {
            others.again();
            return gather();
        }
    }

    private void tell(Waiting waiting, Consumer<Attempt> deed) {
        worker.with(waiting.attempt().id(), waiting.attempt().number(), deed);
    }

    @Override
    public void close(Runnable then) {
        thread.execute(then);
        thread.shutdown();
    }
}
