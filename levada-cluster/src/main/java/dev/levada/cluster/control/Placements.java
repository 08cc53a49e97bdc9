package dev.levada.cluster.control;

import static java.util.Objects.requireNonNull;

import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where the attempts of a job run, and which tasks will not be replaced. */
final class Placements {
    private final Map<TaskId, Placed> places = new LinkedHashMap<>();
    /** Tasks that will not be replaced, with their last attempts. */
    private final Map<TaskId, Long> gone = new LinkedHashMap<>();

    /** An attempt in a process. */
    record Placed(long attempt, Location location) {}

    void put(TaskId task, long attempt, Location location) {
        places.put(task, new Placed(attempt, location));
    }

    /** The latest attempt at a task that was placed; null if none was. */
    @Nullable
    Placed latest(TaskId task) {
        return places.get(task);
    }

    boolean isPlaced(TaskId task, long attempt) {
        Placed placed = places.get(task);
        return placed != null && placed.attempt() == attempt;
    }

    /** Of a task that was placed. */
    Location location(TaskId task) {
        return requireNonNull(places.get(task)).location();
    }

    /** Where the attempt at a task that counts runs; null if it was not placed, or will not be replaced. */
    @Nullable
    Location current(TaskId task) {
        Placed placed = gone.containsKey(task) ? null : places.get(task);
        return placed == null ? null : placed.location();
    }

    /** All that were ever placed; as they are now, whatever becomes of them. */
    List<TaskId> tasks() {
        return List.copyOf(places.keySet());
    }

    void willNotBeReplaced(TaskId task) {
        Placed placed = places.get(task);
        gone.put(task, placed == null ? 0 : placed.attempt());
    }

    /** @param deed takes each task that will not be replaced, and its last attempt; 0 if there was none */
    void forEachGone(BiConsumer<TaskId, Long> deed) {
        gone.forEach(deed);
    }

    /** The attempts that count, as far as they were placed. */
    Roster roster() {
        Map<TaskId, Long> attempts = new LinkedHashMap<>();
        Map<TaskId, Location> locations = new LinkedHashMap<>();
        places.forEach((task, placed) -> {
            if (!gone.containsKey(task)) {
                attempts.put(task, placed.attempt());
                locations.put(task, placed.location());
            }
        });
        return new Roster(attempts, locations, new LinkedHashMap<>(gone));
    }
}
