package dev.levada.core.recovery;

import dev.levada.core.plan.TaskId;

/** The half of a protocol in the control plane: decides what a failure means for the job. */
public interface JobRecovery {

    /** What is to be done about a failed task. */
    enum Decision {
        /** The others go on; its consumers treat its channels as ended, its producers route around it. */
        GO_ON_WITHOUT,
        /** The job has failed. */
        FAIL_JOB
    }

    /** A task is gone, by itself or by a fault: its thread stopped it, its state and channels are lost. */
    Decision taskLost(TaskId task);
}
