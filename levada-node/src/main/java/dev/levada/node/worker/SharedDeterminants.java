package dev.levada.node.worker;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.recovery.log.replica.Replicas;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps it in memory, here and in the processes to which output goes, and in the store when it is asked for, or for
 * people.
 */
final class SharedDeterminants implements Determinants {
    private final JobPlan plan;
    private final Replicas replicas;
    private final Predicate<TaskId> attached;
    private final SnapshotStorage storage;
    private final Consumer<Runnable> background;
    private final Consumer<String> warn;
    private final @Nullable DeterminantRecorder recorder;
    private final AtomicLong complete = new AtomicLong();

    /**
     * Nothing yet.
     *
     * @param attached of which tasks what they choose goes with output that depends on it
     * @param background runs what waits for the store
     * @param recorder writes what tasks here choose, too; null if nobody wants that
     */
    SharedDeterminants(
            JobPlan plan,
            Replicas replicas,
            Predicate<TaskId> attached,
            SnapshotStorage storage,
            Consumer<Runnable> background,
            Consumer<String> warn,
            @Nullable DeterminantRecorder recorder) {
        this.plan = plan;
        this.replicas = replicas;
        this.attached = attached;
        this.storage = storage;
        this.background = background;
        this.warn = warn;
        this.recorder = recorder;
    }

    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        replicas.own(slice);
        if (recorder != null) {
            recorder.add(slice);
        }
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        TaskId producer = connection.request().channel().producer();
        Replicas.Sending sending = replicas.sending(plan.mattersTo(producer).and(attached));
        return frame -> {
            byte[] attached = sending.attach();
            return connection.frame(attached.length == 0 ? frame : frame.with(attached));
        };
    }

    @Override
    public Predicate<byte[]> attachments(Connection connection) {
        return replicas.receiving()::admits;
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        List<DeterminantSlice> slices = replicas.wanted(round, replaced);
        if (slices.isEmpty()) {
            then.accept(false);
        } else {
            background.accept(() -> handIn(round, slices, () -> then.accept(false)));
        }
    }

    private void handIn(long round, List<DeterminantSlice> slices, Runnable then) {
        try {
            String writer = UUID.randomUUID().toString().replace("-", "");
            StoredDeterminants.handIn(storage, writer, round, slices);
        } catch (IOException | RuntimeException e) {
            warn.accept("what is known of tasks that are replaced could not be stored now: " + e.getMessage());
            return;
        }
        replicas.handedIn(round, slices);
        then.run();
    }

    @Override
    public List<DeterminantSlice> known(TaskId task) {
        return replicas.of(task);
    }

    @Override
    public void complete(long epoch) {
        if (complete.getAndAccumulate(epoch, Math::max) < epoch) {
            replicas.dropBefore(epoch);
        }
    }

    @Override
    public void close(Runnable then) {
        if (recorder == null) {
            then.run();
        } else {
            recorder.close(then);
        }
    }
}
