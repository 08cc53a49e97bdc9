package dev.levada.testkit.world;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Holders;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import dev.levada.recovery.log.replica.Copies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what tasks choose in memory, here and in other workers, before anything that depends on it leaves. */
final class CopiedLog implements WorkerLog, Copies.Host<Attempt> {
    private final WorkerNode node;
    private final World world;
    private final SharedLog held;
    private final int domains;
    private final int asked;
    private @Nullable Copies<Attempt> copies;

    /** @param held where what this worker holds is */
    CopiedLog(WorkerNode node, SharedLog held, int domains, int asked) {
        this.node = node;
        this.world = node.world;
        this.held = held;
        this.domains = domains;
        this.asked = asked;
    }

    private Copies<Attempt> copies() {
        Copies<Attempt> current = copies;
        if (current == null) {
            current = new Copies<>(
                    held.replicas(),
                    Holders.holder(here()),
                    domains,
                    asked,
                    task -> world.policy().kept(task) == Kept.SHARED,
                    this);
            copies = current;
        }
        return current;
    }

    private Location here() {
        return new Location(node.number, node.incarnation());
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        held.append(attempt, slice, position);
        copies().own(attempt, position);
    }

    @Override
    public List<DeterminantSlice> known(TaskId task) {
        return held.replicas().of(task);
    }

    @Override
    public CopiedLog copied() {
        return this;
    }

    @Override
    public void told(Order order) {
        Holders.told(copies(), world.doors().toldToHolders(order));
    }

    @Override
    public void beat() {
        copies().again();
    }

    @Override
    public void copy(Copies.Holder to, Copies.Copy copy) {
        Copies.Holder by = Holders.holder(here());
        WorkerNode other = world.worker(to.worker());
        world.network().send(node, other, "copy", () -> other.copied(to, by, copy));
        if (world.doors().heldWhenSent()) {
            world.onNode(node, 0, "held", () -> held(to, copy.upTo()));
        }
    }

    /** Another worker asks for something to be held. */
    void hold(Copies.Holder from, Copies.Copy copy) {
        if (!copies().hold(world.doors().copy(copy))) {
            world.sometimes("a copy not taken, from before a recovery");
            return;
        }
        Copies.Holder by = Holders.holder(here());
        WorkerNode other = world.worker(from.worker());
        world.network().send(node, other, "held", () -> other.held(from, by, copy.upTo()));
    }

    /** Another worker holds something. */
    void held(Copies.Holder by, long upTo) {
        copies().held(by, upTo);
    }

    /** Later: an attempt may just be telling what it chose. */
    @Override
    public void stable(Attempt attempt, long position) {
        world.onNode(node, 0, "stable", () -> attempt.stable(position));
    }

    @Override
    public void down() {
        copies = null;
    }

    @Override
    public void dropBefore(long epoch) {
        // What is held here is dropped where it is.
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) {
        return List.of(); // all of it is handed in
    }
}
