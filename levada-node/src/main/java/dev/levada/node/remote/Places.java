package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.placement.Placement;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which worker runs which task. Each task has a home; if the worker there is gone, a spare one moves in, else another
 * process at the same place is waited for, and if that takes too long, any other worker helps out. On the job's control
 * loop.
 */
final class Places {
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Map<TaskId, Integer> homes = new LinkedHashMap<>();
    /** The worker at each home. */
    private final Map<Integer, Integer> residents = new LinkedHashMap<>();
    /** Since when nobody was there. */
    private final Map<Integer, Long> empty = new LinkedHashMap<>();

    /** @param workers how many there are, or 0 for one for each task */
    Places(JobPlan plan, int workers) {
        if (workers == 0) {
            int next = 1;
            for (JobPlan.Chain chain : plan.chains()) {
                for (int index = 0; index < chain.parallelism(); index++) {
                    homes.put(chain.task(index), next++);
                }
            }
        } else {
            Placement.onWorkers(plan, workers).forEach((task, worker) -> homes.put(task, worker + 1));
        }
        homes.values().forEach(home -> residents.put(home, home));
        for (int home = 1; home <= workers; home++) {
            residents.putIfAbsent(home, home);
        }
    }

    /** How many workers have tasks when all is well. */
    int workers() {
        return residents.size();
    }

    /** Whether tasks are, or will be, where a worker is. */
    boolean isResident(int worker) {
        return residents.containsValue(worker);
    }

    @Nullable
    Location place(TaskId task, List<Location> alive, long now) {
        int home = homes.getOrDefault(task, 1);
        int resident = residents.getOrDefault(home, home);
        for (Location each : alive) {
            if (each.worker() == resident) {
                empty.remove(home);
                return each;
            }
        }
        for (Location each : alive) {
            if (!residents.containsValue(each.worker())) {
                residents.put(home, each.worker());
                empty.remove(home);
                return each;
            }
        }
        long since = empty.computeIfAbsent(home, any -> now);
        return now - since < PATIENCE_NANOS ? null : alive.get(home % alive.size());
    }
}
