package dev.levada.testkit.world;

import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.determinant.TracedLog;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.testkit.chance.Chance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the process of the coordinator gives one life of it. */
final class Control implements Carrier.Host {
    private final CoordinatorNode node;
    private final World world;
    private final Chance chance;
    private final int incarnation;

    Control(CoordinatorNode node, Chance chance) {
        this.node = node;
        this.world = node.world;
        this.chance = chance;
        this.incarnation = node.incarnation();
    }

    private boolean isDead() {
        return !node.isUp() || node.incarnation() != incarnation;
    }

    @Override
    public void record(Decision decision, Runnable then) {
        if (!isDead()) {
            node.record(decision, then);
        }
    }

    @Override
    public void send(Location to, Order order) {
        if (isDead()) {
            return;
        }
        note(order);
        WorkerNode worker = world.worker(to.worker());
        boolean forWhoeverIsThere = order instanceof Order.GoOnWithout;
        boolean stopsSometimes = !(order instanceof Order.Stop) || chance.percent(20);
        if (stopsSometimes && (forWhoeverIsThere || worker.incarnation() == to.incarnation())) {
            Runnable tell = () -> world.network().send(node, worker, Network.kind(order), () -> worker.order(order));
            long late = world.lateNanos(order, worker);
            if (late == 0) {
                tell.run();
            } else {
                world.onNode(node, late, "late", tell);
            }
        }
    }

    private void note(Order order) {
        if (order instanceof Order.Trigger trigger) {
            world.oracles().triggered(trigger.epoch(), incarnation);
        } else if (order instanceof Order.Fence fence) {
            world.oracles().round(fence.round());
        } else if (order instanceof Order.Abort) {
            world.sometimes("an epoch given up");
        } else if (order instanceof Order.GoOnWithout) {
            world.sometimes("a task not replaced");
        }
    }

    @Override
    public boolean failsAsOne() {
        return world.failsAsOne() && world.doors().coordinatorKnowsWhoFailsAsOne();
    }

    @Override
    public void raiseFloors(Deployment deployment, Runnable then) {
        if (isDead()) {
            return;
        }
        try {
            world.storage().raiseFloors(deployment.attempts());
        } catch (UncheckedIOException e) {
            world.sometimes("a floor not raised at once");
            return; // it will be asked for again
        }
        world.oracles().deployed(deployment);
        then.run();
    }

    @Override
    public void readLogs(long round, Map<TaskId, Long> floors, long epoch, Consumer<List<TracedLog>> then) {
        if (isDead()) {
            return;
        }
        List<TracedLog> found;
        try {
            world.storage().raiseFloors(floors);
            found = StoredTracedLog.read(world.storage(), epoch);
        } catch (UncheckedIOException | IOException e) {
            world.sometimes("logs not read at once");
            return; // it will be asked for again
        }
        world.onNode(node, chance.between(100_000, 2_000_000) * node.slowness(), "logs", () -> {
            if (!isDead()) {
                then.accept(found);
            }
        });
    }

    @Override
    public Location place(TaskId task, List<Location> alive) {
        return world.setting().place(world.plan(), task, alive, chance);
    }

    @Override
    public Map<TaskId, Location> standbys(Set<TaskId> tasks, List<Location> alive) {
        Map<TaskId, Location> all = new LinkedHashMap<>();
        for (TaskId task : tasks) {
            Location standby = world.setting().standby(task, alive);
            if (standby != null) {
                all.put(task, standby);
            }
        }
        return all;
    }

    @Override
    public String diskOf(Location worker) {
        return world.worker(worker.worker()).host().diskName();
    }

    @Override
    public void suspected(Location worker, long silentNanos) {
        if (world.worker(worker.worker()).isUp()) {
            world.sometimes("a worker suspected that lives");
        }
    }

    @Override
    public void differing(TaskId task, String problem) {
        world.sometimes("a follower that differs");
        if (!world.doors().replicasMayDiffer()) {
            world.violated(problem);
        }
    }

    @Override
    public void failing(TaskId task, Carrier.Failure failure) {
        world.oracles().failing(task, failure);
    }

    @Override
    public void finished() {
        if (!isDead()) {
            node.finished();
        }
    }

    @Override
    public void stopped() {
        throw new IllegalStateException("nobody stops a simulated job");
    }

    @Override
    public void failed(String reason) {
        world.violated("the job failed: " + reason);
    }
}
