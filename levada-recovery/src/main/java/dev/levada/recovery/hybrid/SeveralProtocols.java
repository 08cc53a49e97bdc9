package dev.levada.recovery.hybrid;

import static java.util.Objects.requireNonNull;

import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.Scope;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a failure means for each chain by its own protocol, and for the others by their borders.
 *
 * @param chains the protocol of each
 * @param otherwise what is done if more is lost than is shared: all connected tasks go back
 */
record SeveralProtocols(Map<String, JobRecovery> chains, Borders borders, JobRecovery otherwise)
        implements JobRecovery {

    private JobRecovery of(TaskId task) {
        return requireNonNull(chains.get(task.chain()));
    }

    /** Who has seen the end of one that begins anew does so, too. */
    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Kept kept(TaskId task) {
        return of(task).kept(task);
    }

    @Override
    public int sharing() {
        return chains.values().stream().mapToInt(JobRecovery::sharing).max().orElse(0);
    }

    @Override
    public int holders() {
        return chains.values().stream().mapToInt(JobRecovery::holders).max().orElse(0);
    }

    @Override
    public boolean exactCuts() {
        return true;
    }

    @Override
    public boolean backToNewest(TaskId task) {
        return of(task).backToNewest(task) && !borders.mayBeginAnew(task);
    }

    @Override
    public boolean goTogether(TaskId producer, TaskId consumer) {
        return of(producer).goTogether(producer, consumer) && of(consumer).goTogether(producer, consumer);
    }

    @Override
    public Scope scope(Set<TaskId> failed, Set<TaskId> begunAnew) {
        Set<TaskId> anew = new LinkedHashSet<>();
        for (TaskId task : failed) {
            if (borders.forgets(task) || begunAnew.contains(task)) {
                anew.add(task);
            }
        }
        Set<TaskId> all = borders.with(anew);
        Set<TaskId> repeating = new LinkedHashSet<>(failed);
        repeating.removeAll(all);
        return new Scope(repeating, all);
    }
}
