package dev.levada.testkit.mutant;

import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.Scope;
import java.util.Set;

/** Does as another; a planted bug does something else. */
class ForwardingPolicy implements JobRecovery {
    private final JobRecovery other;

    ForwardingPolicy(JobRecovery other) {
        this.other = other;
    }

    @Override
    public boolean periodic() {
        return other.periodic();
    }

    @Override
    public boolean replaces() {
        return other.replaces();
    }

    @Override
    public Start start() {
        return other.start();
    }

    @Override
    public boolean repeats() {
        return other.repeats();
    }

    @Override
    public Kept kept(TaskId task) {
        return other.kept(task);
    }

    @Override
    public int holders() {
        return other.holders();
    }

    @Override
    public int sharing() {
        return other.sharing();
    }

    @Override
    public JobRecovery otherwise() {
        return other.otherwise();
    }

    @Override
    public boolean exactCuts() {
        return other.exactCuts();
    }

    @Override
    public boolean backToNewest(TaskId task) {
        return other.backToNewest(task);
    }

    @Override
    public boolean goTogether(TaskId producer, TaskId consumer) {
        return other.goTogether(producer, consumer);
    }

    @Override
    public Scope scope(Set<TaskId> failed, Set<TaskId> anew) {
        return other.scope(failed, anew);
    }
}
