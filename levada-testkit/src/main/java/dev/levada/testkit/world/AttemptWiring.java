package dev.levada.testkit.world;

import dev.levada.cluster.placement.Placement;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.RemoteInput;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives one attempt what it is built with: channels to other processes, and a watched protocol. */
final class AttemptWiring implements Wiring {
    private static final Codecs CODECS = new Codecs(AttemptWiring.class.getClassLoader());

    private final Attempt attempt;
    private final World world;
    private final Map<ChannelId, InputLink> inputs = new LinkedHashMap<>();
    private final Map<ChannelId, OutputLink> outputs = new LinkedHashMap<>();

    AttemptWiring(Attempt attempt, TaskStart start, Roster roster) {
        this.attempt = attempt;
        this.world = attempt.world;
        JobPlan plan = world.plan();
        for (JobPlan.Edge edge : plan.edgesInto(attempt.id.chain())) {
            for (ChannelId channel : plan.channelsInto(attempt.id, edge)) {
                inputs.put(channel, input(channel, start, roster));
            }
        }
        for (JobPlan.Edge edge : plan.edgesFrom(attempt.id.chain())) {
            for (ChannelId channel : plan.channelsFrom(attempt.id, edge)) {
                RemoteOutput unconnected = new RemoteOutput(channel, attempt.number, 0, frame -> {});
                outputs.put(channel, new OutputLink(unconnected, roster.attempt(channel.consumer())));
            }
        }
    }

    private InputLink input(ChannelId channel, TaskStart start, Roster roster) {
        TaskId producer = channel.producer();
        long arrived = start.inputs().getOrDefault(channel, 1L) - 1;
        RemoteInput input = new RemoteInput(
                channel, roster.attempt(producer), arrived, world.profile().capacity());
        InputLink link = new InputLink(
                channel, input, roster.attempt(producer), roster.places().get(producer));
        link.ended = start.ended().contains(channel);
        return link;
    }

    Map<ChannelId, InputLink> inputs() {
        return inputs;
    }

    Map<ChannelId, OutputLink> outputs() {
        return outputs;
    }

    private static <K, V> V find(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no %s".formatted(key));
        }
        return value;
    }

    @Override
    public InputChannel input(ChannelId channel) {
        return find(inputs, channel).input;
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return find(outputs, channel).output;
    }

    @Override
    public List<String> splits(TaskId task) {
        return Placement.splitsOf(world.plan(), task, world.job().splits());
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return new WatchedRecovery(world.doors().recovery(world.protocol().forTask(task)), attempt);
    }

    @Override
    public TaskListener listener(TaskId task) {
        return attempt;
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return (latencyNanos, records) -> {};
    }

    @Override
    public long seed(TaskId task) {
        return world.pace().any();
    }

    @Override
    public int batchSize() {
        return world.profile().batchSize();
    }

    @Override
    public Codecs codecs() {
        return CODECS;
    }
}
