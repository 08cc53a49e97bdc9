package dev.levada.core.recovery;

import dev.levada.core.plan.TaskId;
import java.util.Set;

/**
 * What a failure means where a new attempt needs nothing of the others but what they keep for it: failed tasks alone
 * begin anew, from positions that were recorded, and the job's only epoch is that of its end.
 *
 * @param replaces whether failed tasks are replaced; otherwise the others go on without them
 * @param repeats see {@link JobRecovery#repeats}
 */
public record FailedAlone(boolean replaces, boolean repeats) implements JobRecovery {

    @Override
    public boolean periodic() {
        return false;
    }

    @Override
    public Start start() {
        return Start.POSITIONS;
    }

    @Override
    public boolean exactCuts() {
        return false;
    }

    @Override
    public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
        return Scope.anew(failed);
    }
}
