package dev.levada.cluster.worker;

import dev.levada.core.channel.Spill;
import dev.levada.core.channel.SpillStore;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.task.CallHost;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.Wiring;
import java.util.List;
import java.util.Optional;

/** What a process builds tasks with, but for their channels; see {@link Wiring}. */
public interface Materials {

    List<String> splits(TaskId task);

    /** A new protocol half for a new attempt. */
    TaskRecovery recovery(Attempt attempt);

    LatencyListener latency(TaskId task);

    /** What the task's random numbers come from; another for each task and each attempt. */
    long seed(TaskId task, long attempt);

    /** What makes the calls of an attempt; see {@link Wiring#calls}. */
    CallHost calls(Attempt attempt);

    int batchSize();

    Codecs codecs();

    default Optional<SpillStore> spill(TaskId task) {
        return Optional.empty();
    }

    default int budgetRecords() {
        return Spill.STANDARD_BUDGET_RECORDS;
    }
}
