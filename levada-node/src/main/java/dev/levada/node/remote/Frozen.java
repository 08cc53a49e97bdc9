package dev.levada.node.remote;

import dev.levada.cluster.control.Order;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks people have frozen, so that they stay so in whatever process they are started next. On the job's control
 * loop.
 */
final class Frozen {
    /** Also those that were thawed: a process that had one before may know it as frozen. */
    private final Map<TaskId, Boolean> known = new LinkedHashMap<>();

    /** @return what the process of the task is to be told */
    ToWorker.Freeze set(TaskId task, boolean freeze) {
        known.put(task, freeze);
        return new ToWorker.Freeze(task, freeze);
    }

    /** A task was killed for its own sake: what takes its place begins anew. */
    void forget(TaskId task) {
        known.replace(task, false);
    }

    /** What a process is to be told before it follows an order. */
    List<ToWorker.Freeze> before(Order order) {
        if (known.isEmpty() || !(order instanceof Order.Start start)) {
            return List.of();
        }
        return start.tasks().stream()
                .filter(known::containsKey)
                .map(task -> new ToWorker.Freeze(task, known.getOrDefault(task, false)))
                .toList();
    }
}
