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
        /** Likewise exactly once, but no input waits: what is on its way to a task is in its producer's snapshot. */
        UNALIGNED,
        /** Inputs wait until the coordinator says that it takes too long; what is on its way is in snapshots. */
        AUTO,
        /** No input waits: at least once. Only failed tasks go back; their producers send again what they keep. */
        AT_LEAST_ONCE;

        boolean isExact() {
            return this != AT_LEAST_ONCE;
        }

        /** Whether inputs wait at barriers. */
        boolean waits() {
            return this == ALIGNED || this == AUTO;
        }

        /** Whether a task may end an epoch before all that came before it at its producers. */
        boolean overtakes() {
            return this == UNALIGNED || this == AUTO;
        }
    }

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        TaskRecovery cuts = new CheckpointingTask(mode);
        if (mode.overtakes()) {
            return new OvertakingTask(cuts);
        }
        return closesLoop(plan, task) ? new LoopTask(cuts, plan::isBack) : cuts;
    }

    /** Whether it is at one end or the other of a channel that does. */
    private static boolean closesLoop(JobPlan plan, TaskId task) {
        return plan.edges().stream()
                .anyMatch(edge -> edge.back()
                        && (edge.producer().equals(task.chain())
                                || edge.consumer().equals(task.chain())));
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new FromSnapshots(mode, Regions.of(plan));
    }

    private record FromSnapshots(Mode mode, Regions regions) implements JobRecovery {
        @Override
        public boolean exactCuts() {
            return mode.isExact();
        }

        @Override
        public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
            return Scope.anew(mode.isExact() ? regions.around(failed) : failed);
        }
    }
}
