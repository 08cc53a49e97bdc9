package dev.levada.recovery.backtrack;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ExactRepeats;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import java.util.Optional;

/**
 * Makes the two halves.
 *
 * @param cuts takes aligned snapshots: each ends a window
 * @param logged likewise, and logs what a task chooses: for tasks whose input alone does not say what they do
 * @param merges whether tasks take several inputs in a fixed order, where that spares them the log
 * @param records after how many records of its input a task ends a window within an epoch, if it can; 0 if never
 */
public record Backtracking(RecoveryProtocol cuts, RecoveryProtocol logged, boolean merges, int records)
        implements RecoveryProtocol {

    @Override
    public TaskRecovery forTask(JobPlan plan, TaskId task) {
        TaskRecovery epochs = Choices.mayMake(plan, task, merges) ? logged.forTask(plan, task) : repeats(plan, task);
        TaskRecovery windowed =
                new BacktrackingTask(epochs, !Choices.writesOutside(plan, task), Choices.closesLoop(plan, task));
        return records > 0 && Choices.keepsToEpochs(plan, task).isEmpty()
                ? new WindowedTask(windowed, records)
                : windowed;
    }

    private TaskRecovery repeats(JobPlan plan, TaskId task) {
        TaskRecovery aligned = cuts.forTask(plan, task);
        return Choices.hasSeveralInputs(plan, task) ? new MergingTask(aligned) : aligned;
    }

    /** Why the tasks of a chain end windows with epochs only, whatever was chosen; empty if they need not. */
    public static Optional<String> keepsToEpochs(JobPlan plan, String chain) {
        return Choices.keepsToEpochs(plan, plan.chain(chain).task(0));
    }

    /** Why the tasks of a chain log what they choose although they would merge their inputs; empty if they do not. */
    public static Optional<String> logsAllTheSame(JobPlan plan, String chain) {
        return Choices.why(plan, plan.chain(chain).task(0), true);
    }

    @Override
    public JobRecovery forJob(JobPlan plan) {
        return new ExactRepeats(
                Kept.DURABLE,
                0,
                0,
                cuts.forJob(plan),
                task -> !Choices.writesOutside(plan, task),
                task -> records == 0 && !Choices.closesLoop(plan, task));
    }

    @Override
    public Kept kept() {
        return Kept.DURABLE;
    }
}
