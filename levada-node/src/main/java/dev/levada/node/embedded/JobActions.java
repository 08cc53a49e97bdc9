package dev.levada.node.embedded;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Carries out in this process what the coordinator decides. */
final class JobActions implements Actions {
    private final EmbeddedJob job;
    private long deployedRound;

    JobActions(EmbeddedJob job) {
        this.job = job;
    }

    @Override
    public void record(Decision decision, Runnable then) {
        if (job.storage().lasting()) {
            job.storage().record(decision, () -> job.tell(coordinator -> then.run()), job::broken);
        } else {
            then.run();
        }
    }

    @Override
    public void trigger(TaskId task, long attempt, long epoch) {
        onTask(task, attempt, each -> each.trigger(epoch));
    }

    @Override
    public void complete(TaskId task, long attempt, long epoch) {
        onTask(task, attempt, each -> each.complete(epoch));
    }

    @Override
    public void abort(TaskId task, long attempt, long epoch) {
        onTask(task, attempt, each -> each.abort(epoch));
    }

    @Override
    public void positionsRecorded(TaskId task, long attempt, SourcePositions positions) {
        if (job.storage().lasting()) {
            onTask(task, attempt, each -> each.positionsRecorded(positions));
        }
    }

    @Override
    public void fence(TaskId task, long attempt, long round, Set<TaskId> replaced) {
        Slot slot = job.slot(task);
        slot.loop().execute(() -> {
            // Who stopped for good for an earlier round says so again: that answer may have come too late for it.
            boolean stopped = replaced.contains(task) && slot.holds(attempt);
            if (stopped || slot.runs(attempt)) {
                Fenced answer = fence(slot, replaced);
                job.tell(coordinator -> coordinator.fenced(task, attempt, round, answer));
            }
        });
    }

    private static Fenced fence(Slot slot, Set<TaskId> replaced) {
        Task task = slot.task();
        if (task == null || replaced.contains(slot.id())) {
            slot.halt();
            slot.retire();
            return new Fenced(Map.of(), List.of());
        }
        Map<ChannelId, Long> arrived = task.disconnect(replaced::contains);
        return new Fenced(
                arrived,
                task.arrivedEnds().stream().filter(arrived::containsKey).toList());
    }

    @Override
    public void deploy(Deployment deployment) {
        if (deployment.round() != deployedRound) { // asked again only because not all is up yet
            deployedRound = deployment.round();
            job.deploy(deployment);
        }
    }

    @Override
    public void goOnWithout(TaskId task) {
        Slot slot = job.slot(task);
        slot.loop().execute(() -> {
            Task gone = slot.task();
            slot.halt();
            if (gone != null) {
                slot.loop().attempt(gone, gone::lose);
                slot.loop().attempt(gone, gone::close);
                slot.loop().closed(gone);
            }
        });
    }

    @Override
    public void finished() {
        job.finish();
    }

    @Override
    public void stopped() {
        job.stopped();
    }

    @Override
    public void failed(String reason) {
        job.fail(reason);
    }

    private void onTask(TaskId task, long attempt, Consumer<Task> deed) {
        Slot slot = job.slot(task);
        slot.loop().execute(() -> {
            Task current = slot.task();
            if (current != null && slot.runs(attempt)) {
                slot.loop().attempt(current, () -> deed.accept(current));
            }
        });
    }
}
