package dev.levada.node.worker;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Where some tasks share what they choose and others store it. What is shared goes with all output: also that of tasks
 * that only pass on what depends on it.
 */
final class RoutedDeterminants implements Determinants {
    private final Determinants shared;
    private final Determinants stored;
    private final Predicate<TaskId> shares;

    RoutedDeterminants(Determinants shared, Determinants stored, Predicate<TaskId> shares) {
        this.shared = shared;
        this.stored = stored;
        this.shares = shares;
    }

    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        (shares.test(attempt.id()) ? shared : stored).add(attempt, round, slice, position);
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
    public Predicate<byte[]> attachments(Connection connection) {
        return shared.attachments(connection);
    }

    @Override
    public void complete(long epoch) {
        shared.complete(epoch);
    }

    @Override
    public void close(Runnable then) {
        stored.close(() -> shared.close(then));
    }
}
