package dev.levada.cluster.replay;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredDeterminants;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.core.snapshot.TaskStart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each task would begin with if the whole job went on from an epoch now, and its log. Waits for the store. */
final class RecordedStarts {
    private final SnapshotStorage storage;
    private final Span span;
    private final JobRecovery policy;
    private final Deployment restart;
    private final String run;
    private final Map<TaskId, StoredSnapshot> snapshots = new LinkedHashMap<>();
    /** The last attempt at each task whose log counts. */
    private final Map<TaskId, Long> attempts = new LinkedHashMap<>();

    private final Starts starts;
    private final Map<Kept, List<DeterminantSlice>> logs = new LinkedHashMap<>();

    RecordedStarts(JobPlan plan, Recording recording, Span span, JobRecovery policy, SnapshotStorage storage)
            throws IOException {
        this.storage = storage;
        this.span = span;
        this.policy = policy;
        this.restart = recording.restart(span.from());
        this.run = recording.begun().run();
        Set<String> names = new LinkedHashSet<>(storage.names());
        for (TaskId task : recording.attempts().keySet()) {
            Optional<String> name = begins(task, names);
            if (name.isPresent()) {
                snapshots.put(task, SnapshotReader.read(storage, name.get()));
            }
            attempts.put(task, span.isClosed(recording) ? shown(task, recording) : recording.attempt(task));
        }
        this.starts = new Starts(plan, restart, snapshots);
        for (JobPlan.Chain chain : plan.chains()) {
            Kept kept = policy.kept(chain.task(0));
            logs.put(kept, read(kept));
        }
    }

    private Optional<String> begins(TaskId task, Set<String> names) {
        Optional<String> newest = policy.backToNewest(task) && span.to().isEmpty()
                ? StoredSnapshot.newest(
                        task, restart.epoch(), restart.attempts().getOrDefault(task, 0L), names)
                : Optional.empty();
        return newest.or(() -> Optional.ofNullable(restart.snapshots().get(task)));
    }

    /** The attempt that took the snapshot with which the span ends: whatever came after it is another history. */
    private long shown(TaskId task, Recording recording) throws IOException {
        String name = recording.last().snapshots().get(task);
        return name == null
                ? recording.attempt(task)
                : SnapshotReader.read(storage, name).attempt();
    }

    private List<DeterminantSlice> read(Kept kept) throws IOException {
        long epoch = restart.epoch();
        return switch (kept) {
            case NOWHERE -> List.of();
            case DURABLE -> StoredDeterminants.read(storage, epoch, 0);
            case SHARED, COPIED, LOCAL -> StoredDeterminants.recorded(storage, epoch);
            case LATER ->
                StoredTracedLog.read(
                        storage,
                        epoch,
                        RecoveryLine.draw(
                                restart.round(),
                                epoch,
                                RecoveryLine.none(),
                                new LinkedHashSet<>(),
                                StoredTracedLog.read(storage, epoch)));
        };
    }

    /** Whether there is any log of what is kept there. */
    boolean hasLogs(Kept kept) {
        return !logs.getOrDefault(kept, List.of()).isEmpty();
    }

    TaskStart of(TaskId task, Codecs codecs) throws IOException {
        StoredSnapshot own = snapshots.get(task);
        TaskStart start = own == null
                ? starts.of(task, run, new LinkedHashMap<>())
                : starts.of(task, run, SnapshotReader.operators(storage, own, codecs))
                        .holding(SnapshotReader.sent(storage, own, codecs));
        return start.repeating(log(task));
    }

    /**
     * What the last attempt at a task that counts is known to have chosen since its snapshot.
     *
     * @throws BadInputException if that attempt began with a later one
     */
    byte[] log(TaskId task) throws IOException {
        long attempt = attempts.getOrDefault(task, Long.MAX_VALUE - 1);
        StoredSnapshot snapshot = snapshots.get(task);
        long epoch = snapshot == null ? 0 : snapshot.epoch();
        List<DeterminantSlice> found = logs.getOrDefault(policy.kept(task), List.of()).stream()
                .filter(slice -> slice.task().equals(task) && counts(slice, attempt))
                .toList();
        long last = found.stream().mapToLong(DeterminantSlice::attempt).max().orElse(0);
        if (last > 0 && found.stream().noneMatch(slice -> slice.attempt() == last && slice.epoch() <= epoch)) {
            throw wentBackToLater(task, epoch);
        }
        if (snapshot != null && snapshot.window() > 0) {
            return DeterminantSlice.takenOver(found, task, attempt + 1, epoch, snapshot.window(), snapshot.attempt());
        }
        byte[] log = DeterminantSlice.takenOver(found, task, attempt + 1, epoch);
        if (policy.backToNewest(task) && beginsAtWindow(log)) {
            throw wentBackToLater(task, epoch);
        }
        return log;
    }

    private static boolean beginsAtWindow(byte[] log) {
        DeterminantReader first = new DeterminantReader(log);
        return first.hasNext() && first.endsWindow();
    }

    private static BadInputException wentBackToLater(TaskId task, long epoch) {
        return new BadInputException(
                "task %s went back to a later snapshot than that of epoch %d, and what it chose in between is not in one log; begin with the last complete epoch, and leave --to out"
                        .formatted(task, epoch));
    }

    /**
     * Where it is in memory only, or on disks of hosts, nobody knows what of an earlier attempt's record the last one
     * took over, unless it has recorded that itself: then others may depend on something else.
     */
    private boolean counts(DeterminantSlice slice, long attempt) {
        return policy.kept(slice.task()).mayBeLost() ? slice.attempt() == attempt : slice.attempt() <= attempt;
    }

    /**
     * The snapshot of a task with which the span ends.
     *
     * @throws BadInputException if the task has not stored it
     */
    StoredSnapshot end(TaskId task, long epoch) throws IOException {
        String name = StoredSnapshot.name(task, attempts.getOrDefault(task, 0L), epoch);
        if (!storage.names().contains(name)) {
            throw new BadInputException(
                    "task %s has not stored a snapshot of epoch %d, so nothing can be compared with it"
                            .formatted(task, epoch));
        }
        return SnapshotReader.read(storage, name);
    }
}
