package dev.levada.core.task;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import java.util.List;

/** What a host gives a task to be built with. */
public interface Wiring {

    InputChannel input(ChannelId channel);

    OutputChannel output(ChannelId channel);

    /** The splits that a source task reads. */
    List<SplitStart> splits(TaskId task);

    TaskRecovery recovery(TaskId task);

    LatencyListener latency(TaskId task);

    /** What the task's random numbers come from; another for each task and each run. */
    long seed(TaskId task);

    /** How many values a batch holds at most, from 1. */
    int batchSize();
}
