package dev.levada.cluster.coordinator;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which tasks go back with which others: producers with consumers that were begun together with them in one process.
 * They hold nothing of what they handed to those; see {@link JobRecovery#goTogether}.
 *
 * <p>Whoever was begun later than the other end of a channel was given all that came since the epoch it went back to,
 * or does that again: there the producer holds what it sends, and need not go back.
 */
final class Companions {
    private final JobPlan plan;
    private final JobRecovery policy;
    private final Map<TaskId, Begun> begun = new LinkedHashMap<>();

    private record Begun(String process, long round) {}

    Companions(JobPlan plan, JobRecovery policy) {
        this.plan = plan;
        this.policy = policy;
    }

    /**
     * An attempt is about to begin.
     *
     * @param process where; "" if tasks fail one by one there
     * @param round the recovery that it is of
     */
    void placed(TaskId task, String process, long round) {
        if (process.isEmpty()) {
            begun.remove(task);
        } else {
            begun.put(task, new Begun(process, round));
        }
    }

    /** Some tasks, and who goes back with them. */
    Set<TaskId> with(Set<TaskId> some) {
        Set<TaskId> all = new LinkedHashSet<>(some);
        ArrayDeque<TaskId> next = new ArrayDeque<>(some);
        TaskId task;
        while ((task = next.poll()) != null) {
            Begun here = begun.get(task);
            if (here != null) {
                producersOf(task, here).stream().filter(all::add).forEach(next::add);
            }
        }
        return all;
    }

    private Set<TaskId> producersOf(TaskId consumer, Begun here) {
        Set<TaskId> producers = new LinkedHashSet<>();
        for (JobPlan.Edge edge : plan.edgesInto(consumer.chain())) {
            if (!edge.back()) {
                plan.channelsInto(consumer, edge).stream()
                        .map(ChannelId::producer)
                        .filter(each -> here.equals(begun.get(each)) && policy.goTogether(each, consumer))
                        .forEach(producers::add);
            }
        }
        return producers;
    }
}
