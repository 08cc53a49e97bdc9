package dev.levada.recovery.checkpoint;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks of a job by who is connected with whom, over any number of channels: what one of them did since the last
 * checkpoint may have reached all of them. Through a gate comes nothing that was done since then.
 */
final class Regions {
    private final Map<TaskId, Set<TaskId>> regions = new LinkedHashMap<>();

    private Regions() {}

    static Regions of(JobPlan plan) {
        Regions all = new Regions();
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                Set<TaskId> alone = new LinkedHashSet<>();
                alone.add(chain.task(index));
                all.regions.put(chain.task(index), alone);
            }
        }
        for (JobPlan.Edge edge : plan.edges()) {
            if (edge.gated()) {
                continue;
            }
            JobPlan.Chain producer = plan.chain(edge.producer());
            for (int index = 0; index < producer.parallelism(); index++) {
                TaskId from = producer.task(index);
                plan.channelsFrom(from, edge).forEach(channel -> all.join(from, channel.consumer()));
            }
        }
        return all;
    }

    private void join(TaskId one, TaskId other) {
        Set<TaskId> region = region(one);
        Set<TaskId> more = region(other);
        if (region != more) {
            region.addAll(more);
            more.forEach(task -> regions.put(task, region));
        }
    }

    /** The tasks of all regions that have one of these. */
    Set<TaskId> around(Set<TaskId> tasks) {
        Set<TaskId> all = new LinkedHashSet<>();
        List.copyOf(tasks).forEach(task -> all.addAll(region(task)));
        return all;
    }

    private Set<TaskId> region(TaskId task) {
        Set<TaskId> region = regions.get(task);
        if (region == null) {
            throw new IllegalArgumentException("the job has no task " + task);
        }
        return region;
    }
}
