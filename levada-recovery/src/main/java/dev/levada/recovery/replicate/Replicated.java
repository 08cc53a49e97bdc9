package dev.levada.recovery.replicate;

import dev.levada.api.graph.Definition;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ExactRepeats;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.List;

/**
 * Makes the two halves; {@link dev.levada.recovery.log.replica.Copies} has others hold the log of a worker, and
 * {@link FollowedLog} is what a follower does with it.
 *
 * @param leading how a task is protected that leads: logs what it takes, too, into the memory of others
 * @param cuts takes aligned snapshots, to which all go back when too much is lost
 * @param replicas in how many processes the same is done, odd
 */
public record Replicated(RecoveryProtocol leading, RecoveryProtocol cuts, int replicas) implements RecoveryProtocol {

    public Replicated {
        if (replicas < 3 || replicas % 2 == 0) {
            throw new IllegalArgumentException(
                    "more than half of the replicas of a task hold what it chose, so they are an odd number from 3 on, was %d"
                            .formatted(replicas));
        }
    }

    /**
     * Whether the tasks of a chain have followers. What is done with the world outside is done once, so tasks with a
     * source or a sink have none; nor have those in a loop, as it takes all of them to agree that it is done.
     */
    public static boolean hasFollowers(JobPlan plan, JobPlan.Chain chain) {
        List<JobPlan.Edge> inputs = plan.edgesInto(chain.name());
        return chain.recovery().replicas() > 1
                && !inputs.isEmpty()
                && chain.operators().stream().noneMatch(each -> each.definition() instanceof Definition.Write)
                && inputs.stream().noneMatch(plan::isInLoop)
                && plan.edgesFrom(chain.name()).stream().noneMatch(plan::isInLoop);
    }

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return leading.forTask(plan, task);
    }

    /** With its leader more than half of all replicas hold what left a task: so many others as may be lost. */
    @Override
    public JobRecovery forJob(JobPlan plan) {
        int lost = (replicas - 1) / 2;
        return new ExactRepeats(Kept.COPIED, lost, replicas - 1, cuts.forJob(plan));
    }

    @Override
    public Kept kept() {
        return Kept.COPIED;
    }
}
