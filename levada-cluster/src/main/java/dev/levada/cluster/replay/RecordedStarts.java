package dev.levada.cluster.replay;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each task would begin with if the whole job went on now. Waits for the store. */
final class RecordedStarts {
    private final SnapshotStorage storage;
    private final Deployment restart;
    private final String run;
    private final Map<TaskId, StoredSnapshot> snapshots = new LinkedHashMap<>();
    private final Starts starts;
    private final List<DeterminantSlice> logs;

    RecordedStarts(JobPlan plan, Recording recording, JobRecovery policy, SnapshotStorage storage) throws IOException {
        this.storage = storage;
        this.restart = recording.restart();
        this.run = recording.begun().run();
        Set<String> names = new LinkedHashSet<>(storage.names());
        for (Map.Entry<TaskId, Long> attempt : restart.attempts().entrySet()) {
            TaskId task = attempt.getKey();
            String name = restart.snapshots().get(task);
            if (policy.backToNewest(task)) {
                name = StoredSnapshot.newest(task, restart.epoch(), attempt.getValue(), names)
                        .orElse(name);
            }
            if (name != null) {
                snapshots.put(task, SnapshotReader.read(storage, name));
            }
        }
        this.starts = new Starts(plan, restart, snapshots);
        this.logs = StoredDeterminants.read(storage, restart.epoch(), restart.round());
    }

    TaskStart of(TaskId task, Codecs codecs) throws IOException {
        StoredSnapshot own = snapshots.get(task);
        TaskStart start = own == null
                ? starts.of(task, run, new LinkedHashMap<>())
                : starts.of(task, run, SnapshotReader.operators(storage, own, codecs))
                        .holding(SnapshotReader.sent(storage, own, codecs));
        return start.repeating(log(task));
    }

    /** What the last attempt at a task is known to have chosen since its snapshot. */
    byte[] log(TaskId task) throws IOException {
        StoredSnapshot own = snapshots.get(task);
        return DeterminantSlice.takenOver(
                logs, task, restart.attempts().getOrDefault(task, Long.MAX_VALUE), own == null ? 0 : own.epoch());
    }
}
