package dev.levada.cluster.coordinator;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * From which tasks something can reach each task, over any number of channels; in a loop, from the task itself, too.
 */
public final class Upstream {
    private final Map<TaskId, Set<TaskId>> sources = new LinkedHashMap<>();

    public Upstream(JobPlan plan) {
        boolean more;
        do { // once, as producers come before their consumers; again and again where there is a loop
            more = false;
            for (JobPlan.Chain chain : plan.chains()) {
                for (int index = 0; index < chain.parallelism(); index++) {
                    more |= addTo(chain.task(index), plan);
                }
            }
        } while (more && plan.hasLoop());
    }

    private boolean addTo(TaskId task, JobPlan plan) {
        Set<TaskId> all = sources.computeIfAbsent(task, any -> new LinkedHashSet<>());
        int before = all.size();
        for (JobPlan.Edge edge : plan.edgesInto(task.chain())) {
            for (ChannelId channel : plan.channelsInto(task, edge)) {
                all.add(channel.producer());
                all.addAll(of(channel.producer())); // its own in a loop: nothing is added then
            }
        }
        return all.size() > before;
    }

    /** All from which something can reach it. */
    public Set<TaskId> of(TaskId task) {
        return sources.getOrDefault(task, new LinkedHashSet<>());
    }
}
