package dev.levada.core.recovery;

import dev.levada.core.plan.TaskId;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a failure means where failed tasks go back alone, and do exactly the same again.
 *
 * @param kept where what they chose is kept
 * @param sharing in the memory of how many other workers that is; 0 if it is elsewhere
 * @param holders how many others are asked to have it there
 * @param otherwise what is done if more than that is lost
 * @param newest see {@link JobRecovery#backToNewest}
 * @param together the producers that {@link JobRecovery#goTogether go back} with any of their consumers
 */
public record ExactRepeats(
        Kept kept,
        int sharing,
        int holders,
        JobRecovery otherwise,
        Predicate<TaskId> newest,
        Predicate<TaskId> together)
        implements JobRecovery {

    /** Of tasks that go back to the last complete epoch, each alone. */
    public ExactRepeats(Kept kept, int sharing, int holders, JobRecovery otherwise) {
        this(kept, sharing, holders, otherwise, task -> false, task -> false);
    }

    /** Of tasks that go back to the last complete epoch; all that are asked have to hold what they chose. */
    public ExactRepeats(Kept kept, int sharing, JobRecovery otherwise, Predicate<TaskId> together) {
        this(kept, sharing, sharing, otherwise, task -> false, together);
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Kept kept(TaskId task) {
        return kept;
    }

    @Override
    public boolean drawsLine() {
        return kept == Kept.LATER;
    }

    @Override
    public boolean exactCuts() {
        return true;
    }

    @Override
    public boolean backToNewest(TaskId task) {
        return newest.test(task);
    }

    @Override
    public boolean goTogether(TaskId producer, TaskId consumer) {
        return together.test(producer);
    }

    @Override
    public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
        return Scope.repeating(failed);
    }
}
