package dev.levada.testkit;

import dev.levada.cluster.placement.Placement;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.task.CallHost;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.Wiring;
import dev.levada.testkit.calls.AwaitedCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Channels whose capacity, and batches whose size, the seed chooses: often too small, sometimes 1. */
final class SimulatedWiring implements Wiring {
    private final JobPlan plan;
    private final Map<String, List<String>> splits;
    private final RecoveryProtocol protocol;
    private final SplittableRandom random;
    private final Codecs codecs = new Codecs(SimulatedWiring.class.getClassLoader());
    private final int batchSize;
    private final Map<ChannelId, LocalChannel> channels = new LinkedHashMap<>();

    SimulatedWiring(
            JobPlan plan, Map<String, List<String>> splits, RecoveryProtocol protocol, SplittableRandom random) {
        this.plan = plan;
        this.splits = splits;
        this.protocol = protocol;
        this.random = random;
        this.batchSize = random.nextBoolean() ? 1 + random.nextInt(4) : 1 + random.nextInt(512);
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
                id, channel -> new LocalChannel(channel, 1 << random.nextInt(5), () -> {}, () -> {}));
    }

    @Override
    public List<String> splits(TaskId task) {
        return Placement.splitsOf(plan, task, splits);
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return protocol.forTask(plan, task);
    }

    @Override
    public TaskListener listener(TaskId task) {
        return new Alone();
    }

    /** There is no coordinator: all is recorded at once, and nobody goes back to a snapshot. */
    private static final class Alone implements TaskListener {
        @Override
        public void snapshot(TaskSnapshot snapshot) {
            snapshot.release();
        }

        @Override
        public void committed(long epoch) {}

        @Override
        public void done() {}

        @Override
        public void acknowledge(ChannelId input, long upTo) {}

        @Override
        public boolean record(SourcePositions positions) {
            return true;
        }
    }

    @Override
    public CallHost calls(TaskId task) {
        return new AwaitedCalls();
    }

    @Override
    public Codecs codecs() {
        return codecs;
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return (latencyNanos, records) -> {};
    }

    @Override
    public long seed(TaskId task) {
        return random.nextLong();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }
}
