package dev.levada.node.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Holders;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.recovery.log.replica.Copies;

/**
 * Keeps it in memory, here and in other processes, before anything that depends on it leaves. What waits is bounded by
 * the tasks, which wait, too.
 */
final class CopiedDeterminants implements Determinants, Copies.Host<Attempt> {
    private final Worker worker;
    private final SharedDeterminants here;
    private final TaskRunner.Outside outside;
    private final Copies<Attempt> copies;

    /**
     * Nothing yet.
     *
     * @param here what this process holds itself
     * @param copies makes what sees to the others
     */
    CopiedDeterminants(Worker worker, SharedDeterminants here, TaskRunner.Outside outside, Maker copies) {
        this.worker = worker;
        this.here = here;
        this.outside = outside;
        this.copies = copies.of(this);
    }

    /** Makes it for where it happens. */
    interface Maker {
        Copies<Attempt> of(Copies.Host<Attempt> host);
    }

    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        here.add(attempt, round, slice, position);
        copies.own(attempt, position);
    }

    @Override
    public void told(Order order) {
        Holders.told(copies, order);
    }

    @Override
    public void beat() {
        copies.again();
    }

    @Override
    public void hold(Location from, Copies.Copy copy) {
        if (copies.hold(copy)) {
            outside.held(from, copy.upTo());
        }
    }

    @Override
    public void held(Location by, long upTo) {
        copies.held(Holders.holder(by), upTo);
    }

    @Override
    public void copy(Copies.Holder to, Copies.Copy copy) {
        outside.copy(Holders.location(to), copy);
    }

    @Override
    public void stable(Attempt attempt, long position) {
        worker.with(attempt.id(), attempt.number(), each -> each.stable(position));
    }

    @Override
    public void close(Runnable then) {
        then.run();
    }
}
