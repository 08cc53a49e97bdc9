package dev.levada.recovery.none;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.FailedAlone;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;

/**
 * Makes the two halves of doing next to nothing.
 *
 * @param replaces whether failed tasks are brought back, empty
 */
public record NoRecovery(boolean replaces) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new NeverTwice();
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        // Who has sent its end has taken all there was: the next attempt sends nothing but its end.
        return new FailedAlone(replaces, false);
    }
}
