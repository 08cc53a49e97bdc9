package dev.levada.recovery.checkpoint;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.Scope;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Set;

/**
 * Makes the two halves.
 *
 * @param mode how tasks with several inputs take their snapshots, and who goes back after a failure
 */
public record Checkpoint(Mode mode) implements RecoveryProtocol {

    /** How snapshots are taken. */
    public enum Mode {
        /** Inputs wait for each other at the barrier: exactly once. All tasks that are connected go back together. */
        ALIGNED,
        /** No input waits: at least once. Only failed tasks go back; their producers send again what they keep. */
        UNALIGNED
    }

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new CheckpointingTask(mode);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new FromSnapshots(mode, Regions.of(plan));
    }

    private record FromSnapshots(Mode mode, Regions regions) implements JobRecovery {
        @Override
        public boolean exactCuts() {
            return mode == Mode.ALIGNED;
        }

        @Override
        public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
            return Scope.anew(mode == Mode.ALIGNED ? regions.around(failed) : failed);
        }
    }
}
