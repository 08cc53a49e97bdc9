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
 */
public record Pessimistic(RecoveryProtocol cuts) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new LoggingTask(cuts.forTask(plan, task), 0);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new ExactRepeats(Kept.DURABLE, cuts.forJob(plan));
    }

    @Override
    public Kept kept() {
        return Kept.DURABLE;
    }
}
