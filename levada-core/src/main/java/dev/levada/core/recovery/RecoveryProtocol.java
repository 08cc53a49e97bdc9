package dev.levada.core.recovery;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;

/** A way to recover: makes both halves. Immutable. */
public interface RecoveryProtocol {

    /** For a new attempt. */
    TaskRecovery forTask(JobPlan plan, TaskId task);

    JobRecovery forJob(JobPlan plan);

    /** Where what its tasks choose is kept; see {@link JobRecovery#kept}. */
    default Kept kept() {
        return Kept.NOWHERE;
    }
}
