package dev.levada.recovery.log;

import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import java.util.Set;

/**
 * Failed tasks go back alone, and do exactly the same again.
 *
 * @param sharing in the memory of how many other workers logs are; 0 if they are durable
 * @param otherwise what is done if more than that is lost
 */
public record ExactRepeats(int sharing, JobRecovery otherwise) implements JobRecovery {

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
