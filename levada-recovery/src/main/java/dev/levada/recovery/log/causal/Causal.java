package dev.levada.recovery.log.causal;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ExactRepeats;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.log.LoggingTask;

/**
 * Makes the two halves; {@link dev.levada.recovery.log.replica.Replicas} is the third, one a worker.
 *
 * @param cuts takes aligned snapshots, on which the logs build, and to which all go back when too much is lost
 * @param sharing how many workers may fail before the next epoch is complete, from 1
 */
public record Causal(RecoveryProtocol cuts, int sharing) implements RecoveryProtocol {

    public Causal {
        if (sharing < 1) {
            throw new IllegalArgumentException("what tasks choose is shared with at least 1 worker, was " + sharing);
        }
    }

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new LoggingTask(cuts.forTask(plan, task), LoggingTask.NEVER_WAITS);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new ExactRepeats(Kept.SHARED, sharing, cuts.forJob(plan), task -> true);
    }

    @Override
    public Kept kept() {
        return Kept.SHARED;
    }
}
