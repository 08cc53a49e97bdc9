package dev.levada.recovery.acknowledge;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.FailedAlone;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;

/**
 * Makes the two halves. Failed tasks always come back: what was sent to one and not acknowledged is for its next
 * attempt alone.
 */
public record Acknowledgement() implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new AcknowledgingTask();
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new FailedAlone(true, true);
    }
}
