package dev.levada.recovery.log.pessimistic;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Set;

/**
 * Makes the two halves.
 *
 * @param cuts takes aligned snapshots, on which the logs build
 */
public record Pessimistic(RecoveryProtocol cuts) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        return new PessimisticTask(cuts.forTask(plan, task));
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new Alone();
    }

    private record Alone() implements JobRecovery {
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
