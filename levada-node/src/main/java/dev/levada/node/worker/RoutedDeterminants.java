package dev.levada.node.worker;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import dev.levada.recovery.log.replica.Copies;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where tasks differ in where they keep what they choose. What is shared goes with all output: also that of tasks that
 * only pass on what depends on it.
 */
final class RoutedDeterminants implements Determinants {
    private final Determinants shared;
    private final Map<Kept, Determinants> all;
    private final Function<TaskId, Kept> kept;

    /**
     * @param shared what this process holds in memory, if anything
     * @param all by where they keep what tasks choose; with the shared one
     */
    RoutedDeterminants(Determinants shared, Map<Kept, Determinants> all, Function<TaskId, Kept> kept) {
        this.shared = shared;
        this.all = all;
        this.kept = kept;
    }

    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        requireNonNull(all.get(kept.apply(attempt.id()))).add(attempt, round, slice, position);
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
    public void told(Order order) {
        all.values().forEach(each -> each.told(order));
    }

    @Override
    public void beat() {
        all.values().forEach(Determinants::beat);
    }

    @Override
    public void hold(Location from, Copies.Copy copy) {
        all.values().forEach(each -> each.hold(from, copy));
    }

    @Override
    public void held(Location by, long upTo) {
        all.values().forEach(each -> each.held(by, upTo));
    }

    @Override
    public boolean collect(Order.Collect order) throws IOException {
        Determinants onHost = all.get(Kept.LOCAL);
        return onHost != null && onHost.collect(order);
    }

    @Override
    public List<DeterminantSlice> known(TaskId task) {
        return shared.known(task);
    }

    @Override
    public void complete(long epoch) {
        all.values().forEach(each -> each.complete(epoch));
    }

    @Override
    public void close(Runnable then) {
        Runnable rest = then;
        for (Determinants each : all.values()) {
            Runnable next = rest;
            rest = () -> each.close(next);
        }
        rest.run();
    }
}
