package dev.levada.core.recovery;

import dev.levada.core.plan.TaskId;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a failure means where failed tasks go back alone, and do exactly the same again.
 *
 * @param sharing in the memory of how many other workers what they chose is; 0 if it is durable
 * @param otherwise what is done if more than that is lost
 * @param newest see {@link JobRecovery#backToNewest}
 */
public record ExactRepeats(int sharing, JobRecovery otherwise, Predicate<TaskId> newest) implements JobRecovery {

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Kept kept(TaskId task) {
        return sharing > 0 ? Kept.SHARED : Kept.DURABLE;
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
    public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
        return Scope.repeating(failed);
    }
}
