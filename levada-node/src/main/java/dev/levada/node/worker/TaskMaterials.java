package dev.levada.node.worker;

import dev.levada.cluster.placement.Placement;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Materials;
import dev.levada.core.channel.Signal;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.task.CallHost;
import dev.levada.core.task.LatencyListener;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt at a task is built with in this process.
 *
 * @param latency told the latencies of that task
 * @param callThreads make its calls
 * @param wakesTask gives the task a turn
 */
record TaskMaterials(Assignment job, Codecs codecs, LatencyListener latency, CallThreads callThreads, Signal wakesTask)
        implements Materials {

    @Override
    public List<String> splits(TaskId task) {
        return Placement.splitsOf(job.plan(), task, job.options().splits());
    }

    @Override
    public TaskRecovery recovery(Attempt attempt) {
        return job.protocol().forTask(job.plan(), attempt.id());
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return latency;
    }

    @Override
    public long seed(TaskId task, long attempt) {
        return (job.options().seed() + attempt) * 31 + task.chain().hashCode() * 1_000_003L + task.index();
    }

    @Override
    public CallHost calls(Attempt attempt) {
        return callThreads.host(wakesTask);
    }

    @Override
    public int batchSize() {
        return job.options().batchSize();
    }

    @Override
    public Optional<SpillStore> spill(TaskId task) {
        return Optional.of(job.spills().get());
    }

    @Override
    public int budgetRecords() {
        return job.options().budgetRecords();
    }
}
