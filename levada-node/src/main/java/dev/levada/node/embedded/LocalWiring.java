package dev.levada.node.embedded;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.placement.Placement;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the new attempts of one deployment what they are built with.
 *
 * @param channels those that begin with this deployment
 * @param attempts who hears of each new attempt
 */
record LocalWiring(
        JobPlan plan,
        RecoveryProtocol protocol,
        JobOptions options,
        Codecs codecs,
        Map<ChannelId, LocalChannel> channels,
        Map<TaskId, Long> attempts,
        EmbeddedJob job)
        implements Wiring {

    @Override
    public InputChannel input(ChannelId channel) {
        return requireNonNull(channels.get(channel));
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return requireNonNull(channels.get(channel));
    }

    @Override
    public List<String> splits(TaskId task) {
        return Placement.splitsOf(plan, task, options.splits());
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return protocol.forTask(task);
    }

    @Override
    public TaskListener listener(TaskId task) {
        return new Attempt(task, attempt(task), job);
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return job.latency(task);
    }

    @Override
    public long seed(TaskId task) {
        return (options.seed() + attempt(task)) * 31 + task.chain().hashCode() * 1_000_003L + task.index();
    }

    private long attempt(TaskId task) {
        return requireNonNull(attempts.get(task));
    }

    @Override
    public int batchSize() {
        return options.batchSize();
    }

    @Override
    public Optional<SpillStore> spill(TaskId task) {
        return Optional.of(job.storage().spill());
    }

    @Override
    public int budgetRecords() {
        return options.budgetRecords();
    }
}
