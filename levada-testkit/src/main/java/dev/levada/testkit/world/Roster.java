package dev.levada.testkit.world;

import dev.levada.core.plan.TaskId;
import java.util.Map;

/**
 * Who runs where, as the coordinator sees it.
 *
 * @param gone tasks that will not be replaced, with their last attempts
 */
record Roster(Map<TaskId, Long> attempts, Map<TaskId, Location> places, Map<TaskId, Long> gone) {

    long attempt(TaskId task) {
        return attempts.getOrDefault(task, 0L);
    }

    Location place(TaskId task) {
        Location place = places.get(task);
        if (place == null) {
            throw new IllegalStateException("nobody knows where %s runs".formatted(task));
        }
        return place;
    }
}
