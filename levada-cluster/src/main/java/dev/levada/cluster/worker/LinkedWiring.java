package dev.levada.cluster.worker;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.task.CallHost;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.Wiring;
import java.util.List;
import java.util.Optional;

/** Gives a task the channels of its attempt, and all else as the process has it. */
record LinkedWiring(Attempt attempt, Links links, Materials materials) implements Wiring {

    @Override
    public InputChannel input(ChannelId channel) {
        return links.source(channel);
    }

    @Override
    public OutputChannel output(ChannelId channel) {
        return links.target(channel);
    }

    @Override
    public TaskListener listener(TaskId task) {
        return attempt;
    }

    @Override
    public List<String> splits(TaskId task) {
        return materials.splits(task);
    }

    @Override
    public TaskRecovery recovery(TaskId task) {
        return materials.recovery(attempt);
    }

    @Override
    public LatencyListener latency(TaskId task) {
        return materials.latency(task);
    }

    @Override
    public long seed(TaskId task) {
        return materials.seed(task, attempt.number());
    }

    @Override
    public CallHost calls(TaskId task) {
        return materials.calls(attempt);
    }

    @Override
    public boolean follows(TaskId task) {
        return attempt.isFollowing();
    }

    @Override
    public int batchSize() {
        return materials.batchSize();
    }

    @Override
    public Codecs codecs() {
        return materials.codecs();
    }

    @Override
    public Optional<SpillStore> spill(TaskId task) {
        return materials.spill(task);
    }

    @Override
    public int budgetRecords() {
        return materials.budgetRecords();
    }
}
