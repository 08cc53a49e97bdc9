package dev.levada.cluster.control;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Those that stay in a recovery: what they were told about their new peers, and have not answered. */
final class Survivors {
    private final Map<Key, Order.Connect> unanswered = new LinkedHashMap<>();

    private record Key(TaskId task, long round) {}

    /** The channels between each of those that stay and one that is replaced. */
    static Map<TaskId, List<ChannelId>> channels(List<ChannelId> connections, Set<TaskId> members, Roster roster) {
        Map<TaskId, List<ChannelId>> channels = new LinkedHashMap<>();
        for (ChannelId channel : connections) {
            for (TaskId end : List.of(channel.producer(), channel.consumer())) {
                if (!members.contains(end) && roster.attempts().containsKey(end)) {
                    channels.computeIfAbsent(end, any -> new ArrayList<>()).add(channel);
                }
            }
        }
        return channels;
    }

    /** Of each process in which some stay one that does. */
    static Collection<TaskId> oneOfEach(Set<TaskId> members, Roster roster) {
        Map<Location, TaskId> staying = new LinkedHashMap<>();
        roster.places().forEach((task, location) -> {
            if (!members.contains(task)) {
                staying.putIfAbsent(location, task);
            }
        });
        return staying.values();
    }

    /** Whether it was not told the same before. */
    boolean tell(Order.Connect connect) {
        return unanswered.putIfAbsent(new Key(connect.task(), connect.round()), connect) == null;
    }

    void answered(TaskId task, long round) {
        unanswered.remove(new Key(task, round));
    }

    /** @param counts whether an order is to an attempt that counts; others are not told again */
    void tellAgain(Predicate<Order.Connect> counts, Consumer<Order.Connect> deed) {
        unanswered.values().removeIf(counts.negate());
        List.copyOf(unanswered.values()).forEach(deed);
    }
}
