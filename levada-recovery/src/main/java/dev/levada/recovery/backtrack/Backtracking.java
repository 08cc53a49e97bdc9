package dev.levada.recovery.backtrack;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Set;

/**
 * Makes the two halves.
 *
 * @param cuts takes aligned snapshots: each ends a window
 * @param logged likewise, and logs what a task chooses: for tasks whose input alone does not say what they do
 */
public record Backtracking(RecoveryProtocol cuts, RecoveryProtocol logged) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        RecoveryProtocol windows = Choices.mayMake(plan, task) ? logged : cuts;
        return new BacktrackingTask(windows.forTask(plan, task), !Choices.writesOutside(plan, task));
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new Alone(plan);
    }

    private record Alone(JobPlan plan) implements JobRecovery {
        @Override
        public boolean periodic() {
            return true;
        }

        @Override
        public boolean replaces() {
            return true;
        }

        @Override
        public Start start() {
            return Start.SNAPSHOT;
        }

        @Override
        public boolean backToNewest(TaskId task) {
            return !Choices.writesOutside(plan, task);
        }

        @Override
        public boolean repeats() {
            return false;
        }

        @Override
        public boolean exactRepeats() {
            return true;
        }

        @Override
        public boolean exactCuts() {
            return true;
        }

        @Override
        public Set<TaskId> scope(Set<TaskId> failed) {
            return failed;
        }
    }
}
