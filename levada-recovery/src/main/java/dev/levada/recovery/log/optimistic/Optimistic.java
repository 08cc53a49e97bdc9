package dev.levada.recovery.log.optimistic;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ExactRepeats;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.log.LoggingTask;

/**
 * Makes the two halves; {@link Dependencies} is the third, one a worker.
 *
 * @param cuts takes aligned snapshots, on which the logs build
 */
public record Optimistic(RecoveryProtocol cuts) implements RecoveryProtocol {
    /** How much of a task's log may wait to be written before its output does, too: some seconds of determinants. */
    private static final long SLACK_BYTES = 1 << 20;

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new LoggingTask(cuts.forTask(plan, task), SLACK_BYTES);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new ExactRepeats(Kept.LATER, 0, 0, cuts.forJob(plan));
    }

    @Override
    public Kept kept() {
        return Kept.LATER;
    }
}
