package dev.levada.core.task;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.Spill;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import java.util.List;
import java.util.Optional;

/** What a host gives a task to be built with. */
public interface Wiring {

    InputChannel input(ChannelId channel);

    OutputChannel output(ChannelId channel);

    /** The splits that a source task reads. */
    List<String> splits(TaskId task);

    /** A new protocol half for a new attempt. */
    TaskRecovery recovery(TaskId task);

    /** Who hears of the task's doings. */
    TaskListener listener(TaskId task);

    LatencyListener latency(TaskId task);

    /** What the task's random numbers come from; another for each task and each attempt. */
    long seed(TaskId task);

    /** What makes the calls of a new attempt; the attempt closes it. Asked for only if it makes any. */
    default CallHost calls(TaskId task) {
        return CallHost.none();
    }

    /** How many values a batch holds at most, from 1. */
    int batchSize();

    /** What writes the state of operators, and records that do not stay in memory. */
    Codecs codecs();

    /**
     * Whether a task does only what its log says: it ends with a {@link dev.levada.core.determinant.LogEndedError}
     * where it would choose something new. Asked for only if the task logs.
     */
    default boolean onlyRepeats(TaskId task) {
        return false;
    }

    /**
     * Whether a task follows another attempt, which chooses, until it leads; see
     * {@link dev.levada.core.determinant.DeterminantLog#follow}. Asked for only if the task logs what it takes.
     */
    default boolean follows(TaskId task) {
        return false;
    }

    /**
     * Room for what a new attempt has sent and may have to send again; the attempt closes it. Asked for only if the
     * protocol keeps that. If there is none, all of it stays in memory.
     */
    default Optional<SpillStore> spill(TaskId task) {
        return Optional.empty();
    }

    /** How many sent records a task keeps in memory if it has other room for them, from 1. */
    default int budgetRecords() {
        return Spill.STANDARD_BUDGET_RECORDS;
    }
}
