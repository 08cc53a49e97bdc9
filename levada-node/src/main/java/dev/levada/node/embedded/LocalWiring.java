package dev.levada.node.embedded;

import dev.levada.cluster.placement.Placement;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.Signal;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.SplitStart;
import dev.levada.core.task.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gives tasks channels within this process. Used while a job is built, by one thread. */
final class LocalWiring implements Wiring {
    private static final int CHANNEL_ELEMENTS = 16;

    private final JobPlan plan;
    private final Map<String, List<String>> splits;
    private final RecoveryProtocol protocol;
    private final Function<TaskId, Signal> signals;
    private final EmbeddedJob.Options options;
    private final Map<ChannelId, LocalChannel> channels = new LinkedHashMap<>();
    private final Map<TaskId, LatencyRecorder> latencies = new LinkedHashMap<>();

    /** @param signals wakes the loop of a task */
    LocalWiring(
            JobPlan plan,
            Map<String, List<String>> splits,
            RecoveryProtocol protocol,
            Function<TaskId, Signal> signals,
            EmbeddedJob.Options options) {
        this.plan = plan;
        this.splits = splits;
        this.protocol = protocol;
        this.signals = signals;
        this.options = options;
    }

    @Override
    public InputChannel input(ChannelId channel) {
        return channel(channel);
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return channel(channel);
    }

    private LocalChannel channel(ChannelId id) {
        return channels.computeIfAbsent(
                id,
                channel -> new LocalChannel(
                        channel,
                        CHANNEL_ELEMENTS,
                        signals.apply(channel.consumer()),
                        signals.apply(channel.producer())));
    }

    @Override
    public List<SplitStart> splits(TaskId task) {
        return Placement.splitsOf(plan, task, splits);
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return protocol.forTask(task);
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return latencies.computeIfAbsent(task, any -> new LatencyRecorder());
    }

    @Override
    public long seed(TaskId task) {
        return options.seed() * 31 + task.chain().hashCode() * 1_000_003L + task.index();
    }

    @Override
    public int batchSize() {
        return options.batchSize();
    }

    Map<TaskId, LatencyRecorder> latencies() {
        return latencies;
    }
}
