package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.placement.Placement;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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

    /** Where each home is to be, if it matters. */
    private final Map<Integer, String> hosts = new LinkedHashMap<>();

    /**
     * @param workers how many there are, or 0 for one for each task
     * @param wanted the hosts of tasks that have a wish; each gets a worker, even if that makes more than were asked
     *     for
     */
    Places(JobPlan plan, int workers, Map<TaskId, String> wanted) {
        if (workers == 0) {
            settleApart(plan, wanted);
        } else {
            settle(plan, workers, wanted);
        }
    }

    private void settleApart(JobPlan plan, Map<TaskId, String> wanted) {
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId task = chain.task(index);
                int home = homes.size() + 1;
                homes.put(task, home);
                residents.put(home, home);
                Optional.ofNullable(wanted.get(task)).ifPresent(host -> hosts.put(home, host));
            }
        }
    }

    /** Tasks that want to be at the same host are dealt out in turn over the homes that are there. */
    private void settle(JobPlan plan, int asked, Map<TaskId, String> wanted) {
        List<String> all = new TreeSet<>(wanted.values()).stream().toList();
        int workers = Math.max(asked, all.size());
        Placement.onWorkers(plan, workers).forEach((task, worker) -> homes.put(task, worker + 1));
        for (int home = 1; home <= workers; home++) {
            residents.put(home, home);
            if (!all.isEmpty()) {
                hosts.put(home, all.get((home - 1) % all.size()));
            }
        }
        Map<String, Integer> dealt = new LinkedHashMap<>();
        homes.replaceAll((task, home) ->
                wanted.containsKey(task) ? at(wanted.get(task), dealt.merge(wanted.get(task), 1, Integer::sum)) : home);
    }

    private int at(String host, int turn) {
        List<Integer> there = hosts.entrySet().stream()
                .filter(each -> each.getValue().equals(host))
                .map(Map.Entry::getKey)
                .toList();
        return there.get(turn % there.size());
    }

    /** The host that a worker is to run at, if it matters. */
    Optional<String> host(int worker) {
        return Optional.ofNullable(hosts.get(worker));
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
