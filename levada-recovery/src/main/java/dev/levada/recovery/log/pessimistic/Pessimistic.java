package dev.levada.recovery.log.pessimistic;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ExactRepeats;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.log.LoggingTask;

/**
 * Makes the two halves.
 *
 * @param cuts takes aligned snapshots, on which the logs build
 * @param content whether the logs also hold what tasks take from their channels
 * @param kept where the logs are
 * @param copies in the memory of how many other workers that is; 0 if they are elsewhere
 */
public record Pessimistic(RecoveryProtocol cuts, boolean content, Kept kept, int copies) implements RecoveryProtocol {

    /** A source is its own log: what it gave can be read again. */
    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        TaskRecovery order = new LoggingTask(cuts.forTask(plan, task), 0, !kept.mayBeLost());
        if (!content || plan.edgesInto(task.chain()).isEmpty()) {
            return order;
        }
        // If the log can be lost, the task asks its producers again
        return new ContentTask(order, kept.mayBeLost() ? any -> true : plan::isBack);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new ExactRepeats(kept, copies, cuts.forJob(plan), task -> !content);
    }
}
