package dev.levada.cluster.coordinator;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** From which tasks something can reach each task, over any number of channels. */
public final class Upstream {
    private final Map<TaskId, Set<TaskId>> sources = new LinkedHashMap<>();

    public Upstream(JobPlan plan) {
        for (JobPlan.Chain chain : plan.chains()) { // producers come before their consumers
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId task = chain.task(index);
                Set<TaskId> all = new LinkedHashSet<>();
                for (JobPlan.Edge edge : plan.edgesInto(chain.name())) {
                    for (ChannelId channel : plan.channelsInto(task, edge)) {
                        all.add(channel.producer());
                        all.addAll(of(channel.producer()));
                    }
                }
                sources.put(task, all);
            }
        }
    }

    /** All from which something can reach it. */
    public Set<TaskId> of(TaskId task) {
        return sources.getOrDefault(task, new LinkedHashSet<>());
    }
}
