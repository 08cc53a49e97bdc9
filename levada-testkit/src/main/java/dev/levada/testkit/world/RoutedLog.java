package dev.levada.testkit.world;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where some tasks share what they choose, and others have it stored, or held elsewhere. */
final class RoutedLog implements WorkerLog {
    private final WorkerNode node;
    private final WorkerLog shared;
    private final Map<Kept, WorkerLog> logs;

    /**
     * @param shared reads what is in the store
     * @param logs by where what a task chooses is kept; with the shared one
     */
    RoutedLog(WorkerNode node, WorkerLog shared, Map<Kept, WorkerLog> logs) {
        this.node = node;
        this.shared = shared;
        this.logs = logs;
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        requireNonNull(logs.get(node.world.policy().kept(attempt.id()))).append(attempt, slice, position);
    }

    @Override
    public List<DeterminantSlice> known(TaskId task) {
        CopiedLog copied = copied();
        return copied == null ? List.of() : copied.known(task);
    }

    @Override
    public @Nullable CopiedLog copied() {
        WorkerLog copied = logs.get(Kept.COPIED);
        return copied == null ? null : copied.copied();
    }

    @Override
    public void told(Order order) {
        logs.values().forEach(log -> log.told(order));
    }

    @Override
    public void beat() {
        logs.values().forEach(WorkerLog::beat);
    }

    @Override
    public void down() {
        logs.values().forEach(WorkerLog::down);
    }

    @Override
    public void up() {
        logs.values().forEach(WorkerLog::up);
    }

    @Override
    public boolean collect(Order.Collect order) throws IOException {
        WorkerLog onHost = logs.get(Kept.LOCAL);
        return onHost != null && onHost.collect(order);
    }

    @Override
    public void dropBefore(long epoch) {
        logs.values().forEach(log -> log.dropBefore(epoch));
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        List<DeterminantSlice> all = new ArrayList<>(shared.slices(deployment));
        WorkerLog stored = logs.get(Kept.DURABLE);
        if (stored != null) {
            all.addAll(stored.slices(deployment));
        }
        return all;
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        shared.handIn(round, replaced, line, then);
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        return shared.wire(connection);
    }

    @Override
    public Predicate<byte[]> attachments() {
        return shared.attachments();
    }

    @Override
    public void hurt(Hurt hurt) {
        logs.values().forEach(log -> log.hurt(hurt));
    }
}
