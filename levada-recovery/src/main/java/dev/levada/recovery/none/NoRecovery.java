package dev.levada.recovery.none;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Set;

/**
 * Makes the two halves of doing next to nothing.
 *
 * @param replaces whether failed tasks are brought back, empty
 */
public record NoRecovery(boolean replaces) implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(TaskId task) {
        return new NeverTwice();
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new Alone(replaces);
    }

    private record Alone(boolean replaces) implements JobRecovery {
        @Override
        public boolean periodic() {
            return false;
        }

        @Override
        public Start start() {
            return Start.POSITIONS;
        }

        @Override
        public boolean repeats() {
            return false; // who has sent its end has taken all there was: the next attempt sends nothing but its end
        }

        @Override
        public boolean exactCuts() {
            return false;
        }

        @Override
        public Set<TaskId> scope(Set<TaskId> failed) {
            return failed;
        }
    }
}
