package dev.levada.testkit.world;

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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where some tasks share what they choose, and others have it stored. */
final class RoutedLog implements WorkerLog {
    private final WorkerNode node;
    private final WorkerLog shared;
    private final WorkerLog stored;

    RoutedLog(WorkerNode node, WorkerLog shared, WorkerLog stored) {
        this.node = node;
        this.shared = shared;
        this.stored = stored;
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        boolean shares = node.world.policy().kept(attempt.id()) == Kept.SHARED;
        (shares ? shared : stored).append(attempt, slice, position);
    }

    @Override
    public void down() {
        shared.down();
        stored.down();
    }

    @Override
    public void dropBefore(long epoch) {
        shared.dropBefore(epoch);
        stored.dropBefore(epoch);
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        List<DeterminantSlice> all = new ArrayList<>(shared.slices(deployment));
        all.addAll(stored.slices(deployment));
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
        stored.hurt(hurt);
    }
}
