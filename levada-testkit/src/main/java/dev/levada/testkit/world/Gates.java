package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.Set;

/** Notes who stays where he is although somebody begins anew whose output he takes through a gate. */
final class Gates {
    private final World world;

    Gates(World world) {
        this.world = world;
    }

    void deployed(Deployment deployment) {
        Set<TaskId> replaced = deployment.attempts().keySet();
        for (TaskId task : replaced) {
            if (!deployment.repeating().contains(task) && deployment.epoch() > 0) {
                boolean stops = world.plan().edgesFrom(task.chain()).stream()
                        .filter(JobPlan.Edge::gated)
                        .flatMap(edge -> world.plan().channelsFrom(task, edge).stream())
                        .anyMatch(channel -> !replaced.contains(channel.consumer()));
                if (stops) {
                    world.sometimes("a rollback stopped at a gate");
                }
            }
        }
    }
}
