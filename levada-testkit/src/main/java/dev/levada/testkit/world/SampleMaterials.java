package dev.levada.testkit.world;

import dev.levada.cluster.placement.Placement;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Materials;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.task.CallHost;
import dev.levada.core.task.LatencyListener;
import java.util.List;
import java.util.Optional;

/**
 * What the tasks of the job are built with: among it a watched protocol.
 *
 * @param turns wakes the task
 */
record SampleMaterials(WorkerNode node, World world, Turns turns) implements Materials {
    @Override
    public List<String> splits(TaskId task) {
        return Placement.splitsOf(world.plan(), task, world.job().splits());
    }

    @Override
    public TaskRecovery recovery(Attempt attempt) {
        TaskRecovery recovery = world.doors().recovery(world.protocol().forTask(world.plan(), attempt.id()));
        return new WatchedRecovery(recovery, world, attempt);
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return (latencyNanos, records) -> {};
    }

    @Override
    public long seed(TaskId task, long attempt) {
        return world.pace().any(31 * attempt + task.toString().hashCode());
    }

    @Override
    public CallHost calls(Attempt attempt) {
        return world.doors().calls(new LateAnswers(node, turns));
    }

    @Override
    public int batchSize() {
        return world.profile().batchSize();
    }

    @Override
    public Codecs codecs() {
        return world.job().codecs();
    }

    @Override
    public Optional<SpillStore> spill(TaskId task) {
        return world.profile().memoryRecords() == 0
                ? Optional.empty()
                : Optional.of(world.doors().spill(new OtherRoom(world)));
    }

    @Override
    public int budgetRecords() {
        return Math.max(1, world.profile().memoryRecords());
    }
}
