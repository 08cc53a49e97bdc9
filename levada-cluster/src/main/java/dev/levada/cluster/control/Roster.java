package dev.levada.cluster.control;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who runs where, as the coordinator sees it.
 *
 * @param attempts the attempt at each task that counts
 * @param places where they run
 * @param gone tasks that will not be replaced, with their last attempts
 */
public record Roster(Map<TaskId, Long> attempts, Map<TaskId, Location> places, Map<TaskId, Long> gone) {

    /** The attempt at a task that counts; 0 if none does. */
    public long attempt(TaskId task) {
        return attempts.getOrDefault(task, 0L);
    }

    /** Where a task runs. */
    public Location place(TaskId task) {
        Location place = places.get(task);
        if (place == null) {
            throw new IllegalStateException("nobody knows where %s runs".formatted(task));
        }
        return place;
    }

    /** As much of it as concerns some tasks. */
    public Roster of(Set<TaskId> tasks) {
        return new Roster(only(attempts, tasks), only(places, tasks), only(gone, tasks));
    }

    /** As much of it as concerns some tasks, and those at the other ends of their channels. */
    Roster of(Collection<TaskId> tasks, List<ChannelId> channels) {
        Set<TaskId> mine = new LinkedHashSet<>(tasks);
        Set<TaskId> all = new LinkedHashSet<>(tasks);
        for (ChannelId channel : channels) {
            if (mine.contains(channel.consumer())) {
                all.add(channel.producer());
            }
            if (mine.contains(channel.producer())) {
                all.add(channel.consumer());
            }
        }
        return of(all);
    }

    private static <V> Map<TaskId, V> only(Map<TaskId, V> all, Set<TaskId> tasks) {
        Map<TaskId, V> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(tasks);
        return some;
    }
}
