package dev.levada.cluster.control;

import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which processes hold ready what tasks last stored, in case these have to begin there. */
final class Standbys {
    private final Set<Location> holding = new LinkedHashSet<>();

    /**
     * What each process is to hold from now on; nothing, if it held something before and is to let go of it.
     *
     * @param next where tasks would run
     * @param wanted the tasks for which somebody is to be ready
     */
    Map<Location, Map<TaskId, String>> told(
            Map<TaskId, String> snapshots, Map<TaskId, Location> next, Predicate<TaskId> wanted) {
        Map<Location, Map<TaskId, String>> ready = new LinkedHashMap<>();
        holding.forEach(before -> ready.put(before, new LinkedHashMap<>()));
        snapshots.forEach((task, snapshot) -> {
            Location standby = next.get(task);
            if (standby != null && wanted.test(task)) {
                ready.computeIfAbsent(standby, any -> new LinkedHashMap<>()).put(task, snapshot);
            }
        });
        holding.clear();
        ready.forEach((location, its) -> {
            if (!its.isEmpty()) {
                holding.add(location);
            }
        });
        return ready;
    }
}
