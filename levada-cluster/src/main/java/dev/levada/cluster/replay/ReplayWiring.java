package dev.levada.cluster.replay;

import dev.levada.cluster.placement.Placement;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
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

/**
 * Gives one task of a replay its channels, and all else. Records go one by one: what is sent before the log ends must
 * not wait for others in a batch.
 *
 * @param finished whether the task begins when all is done; then it only says that it has ended
 */
record ReplayWiring(Materials materials, boolean finished, TaskListener host) implements Wiring {

    /**
     * What tasks of a replay are built with.
     *
     * @param pipes the channels between tasks of the replay
     * @param splits those of each source, by the operator's name, as they were
     * @param listener hears what leaves for others, and where epochs begin
     */
    record Materials(
            JobPlan plan,
            RecoveryProtocol protocol,
            Map<ChannelId, Pipe> pipes,
            Map<String, List<String>> splits,
            Codecs codecs,
            ReplayListener listener) {

        boolean logs(TaskId task) {
            return protocol.forTask(plan, task).logs();
        }
    }

    @Override
    public InputChannel input(ChannelId channel) {
        Pipe pipe = materials.pipes().get(channel);
        if (pipe == null) {
            throw new IllegalStateException("what is sent over %s is not made again".formatted(channel));
        }
        return pipe;
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        Pipe pipe = materials.pipes().get(channel);
        return pipe != null
                ? pipe
                : new OpenEnd(channel, element -> materials.listener().sent(channel, element));
    }

    @Override
    public List<String> splits(TaskId task) {
        return Placement.splitsOf(materials.plan(), task, materials.splits());
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return new OnceMore(materials.protocol().forTask(materials.plan(), task), materials.listener());
    }

    @Override
    public boolean onlyRepeats(TaskId task) {
        return !finished;
    }

    @Override
    public Codecs codecs() {
        return materials.codecs();
    }

    @Override
    public TaskListener listener(TaskId task) {
        return host;
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return (latencyNanos, records) -> {};
    }

    /** Nothing is drawn that was not drawn before. */
    @Override
    public long seed(TaskId task) {
        return 0;
    }

    @Override
    public int batchSize() {
        return 1;
    }
}
