package dev.levada.testkit.mutant;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.FoundLogs;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Passes everything on; what is built on it does something else. */
class ForwardingActions implements Actions {
    private final Actions other;

    ForwardingActions(Actions other) {
        this.other = other;
    }

    @Override
    public void record(Decision decision, Runnable then) {
        other.record(decision, then);
    }

    @Override
    public void trigger(TaskId task, long attempt, long epoch, boolean atOnce) {
        other.trigger(task, attempt, epoch, atOnce);
    }

    @Override
    public void complete(TaskId task, long attempt, long epoch) {
        other.complete(task, attempt, epoch);
    }

    @Override
    public void abort(TaskId task, long attempt, long epoch) {
        other.abort(task, attempt, epoch);
    }

    @Override
    public void positionsRecorded(TaskId task, long attempt, SourcePositions positions) {
        other.positionsRecorded(task, attempt, positions);
    }

    @Override
    public void fence(TaskId task, long attempt, long round, Set<TaskId> replaced, RecoveryLine line) {
        other.fence(task, attempt, round, replaced, line);
    }

    @Override
    public void readLogs(
            long round, Map<TaskId, Long> attempts, Set<TaskId> staying, long epoch, Consumer<FoundLogs> then) {
        other.readLogs(round, attempts, staying, epoch, then);
    }

    @Override
    public void collect(long round, String disk, Map<TaskId, Long> attempts, long epoch, int asked) {
        other.collect(round, disk, attempts, epoch, asked);
    }

    @Override
    public void deploy(Deployment deployment) {
        other.deploy(deployment);
    }

    @Override
    public void goOnWithout(TaskId task) {
        other.goOnWithout(task);
    }

    @Override
    public void stopped() {
        other.stopped();
    }

    @Override
    public void standBy(long epoch, Map<TaskId, String> snapshots) {
        other.standBy(epoch, snapshots);
    }

    @Override
    public void finished() {
        other.finished();
    }

    @Override
    public void failed(String reason) {
        other.failed(reason);
    }
}
