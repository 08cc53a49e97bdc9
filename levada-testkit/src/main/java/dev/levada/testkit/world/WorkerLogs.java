package dev.levada.testkit.world;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import dev.levada.core.snapshot.TaskStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the workers of a world keep what their tasks choose: in one way or more. */
final class WorkerLogs {
    private final World world;
    private final Set<Kept> kept;
    private final boolean inStore;

    /** @param inStore whether they keep what must last in the store, and not in logs of their own */
    WorkerLogs(World world, Set<Kept> kept, boolean inStore) {
        this.world = world;
        this.kept = kept;
        this.inStore = inStore;
    }

    /** Whether what is to be kept of any task can be taken over by another attempt. */
    boolean any() {
        return !kept.equals(EnumSet.of(Kept.NOWHERE));
    }

    WorkerLog newLog(WorkerNode node) {
        if (!any()) {
            return new NoLog();
        }
        if (kept.contains(Kept.LATER)) {
            return new TracedWorkerLog(node);
        }
        if (kept.stream().noneMatch(Kept::mayBeLost)) {
            return durable(node);
        }
        Map<Kept, WorkerLog> logs = new EnumMap<>(Kept.class);
        if (kept.contains(Kept.LOCAL)) {
            logs.put(Kept.LOCAL, new HostLog(node));
        }
        if (kept.contains(Kept.DURABLE)) {
            logs.put(Kept.DURABLE, durable(node));
        }
        if (kept.stream().noneMatch(Kept::inMemory)) {
            return new RoutedLog(node, requireNonNull(logs.get(Kept.LOCAL)), logs);
        }
        int domains = world.doors().sharing(world.policy().sharing());
        SharedLog shared = new SharedLog(node, domains);
        if (kept.contains(Kept.COPIED)) {
            int asked = domains + world.policy().holders() - world.policy().sharing();
            logs.put(Kept.COPIED, new CopiedLog(node, shared, domains, asked));
        }
        logs.put(Kept.SHARED, shared);
        return new RoutedLog(node, shared, logs);
    }

    private WorkerLog durable(WorkerNode node) {
        return inStore ? new StoreLog(node) : new LocalLog(node, world.pace().split());
    }

    /** What a new attempt at a task takes over from the logs of all workers. */
    byte[] takenOver(TaskId task, TaskStart start, Deployment deployment) throws IOException {
        List<DeterminantSlice> found = new ArrayList<>();
        for (WorkerNode worker : world.workers()) {
            found.addAll(worker.log().slices(deployment));
        }
        if (found.stream().anyMatch(slice -> slice.task().equals(task) && slice.from() < 0)) {
            world.sometimes("determinants taken over in parts");
        }
        byte[] all = start.takenOver(world.doors().slices(found), task);
        if (all.length > 0) {
            world.sometimes("determinants taken over");
        }
        return all;
    }
}
