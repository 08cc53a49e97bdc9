package dev.levada.cluster.coordinator;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** The tasks of a job that are not gone for good, and how each of them stands. */
final class Members {
    private final Upstream upstream;
    /** The attempt at each task that counts. */
    private final Map<TaskId, Long> attempts = new LinkedHashMap<>();

    private final Set<TaskId> done = new LinkedHashSet<>();
    /** Tasks whose attempt that counts is not running. */
    private final Set<TaskId> down = new LinkedHashSet<>();
    /** The last attempt at each task that was said to have failed; it may be said more than once. */
    private final Map<TaskId, Long> failed = new LinkedHashMap<>();

    /** The attempts that do again what earlier ones did. */
    private final Map<TaskId, Long> repeating = new LinkedHashMap<>();
    /** The last attempt at each task that has done so. */
    private final Map<TaskId, Long> replayed = new LinkedHashMap<>();

    private final Map<TaskId, SourcePositions> positions = new LinkedHashMap<>();

    Members(JobPlan plan) {
        upstream = new Upstream(plan);
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                attempts.put(chain.task(index), 0L);
            }
        }
    }

    Set<TaskId> tasks() {
        return attempts.keySet();
    }

    /** The attempt that counts; 0 if none does. */
    long attempt(TaskId task) {
        return attempts.getOrDefault(task, 0L);
    }

    boolean isCurrent(TaskId task, long attempt) {
        Long current = attempts.get(task);
        return current != null && current == attempt;
    }

    /** Takes over what an earlier coordinator has granted. */
    void recall(Map<TaskId, Long> granted) {
        granted.forEach((task, attempt) -> attempts.computeIfPresent(task, (any, old) -> attempt));
    }

    /** From here on these attempts count. */
    void replace(Map<TaskId, Long> granted) {
        granted.forEach((task, attempt) -> {
            attempts.put(task, attempt);
            done.remove(task);
            repeating.remove(task);
        });
    }

    /** A task is gone for good. */
    void forget(TaskId task) {
        attempts.remove(task);
        done.remove(task);
        repeating.remove(task);
        down.remove(task);
    }

    /** Says that an attempt has failed. Returns whether that was not known. */
    boolean failed(TaskId task, long attempt) {
        return !Objects.equals(failed.put(task, attempt), attempt);
    }

    Set<TaskId> down() {
        return down;
    }

    void forEachRunning(Consumer<TaskId> action) {
        for (TaskId task : attempts.keySet()) {
            if (!down.contains(task)) {
                action.accept(task);
            }
        }
    }

    void done(TaskId task) {
        done.add(task);
    }

    boolean allDone() {
        return done.containsAll(attempts.keySet());
    }

    /** An attempt does again what an earlier one did, unless it was heard of before that it has. */
    void repeats(TaskId task, long attempt) {
        if (isCurrent(task, attempt) && replayed.getOrDefault(task, 0L) < attempt) {
            repeating.put(task, attempt);
        }
    }

    void replayed(TaskId task, long attempt) {
        replayed.merge(task, attempt, Math::max);
        repeating.remove(task, attempt);
    }

    boolean anyRepeats() {
        return !repeating.isEmpty();
    }

    /** Nothing is left that a new attempt would have to do, and nothing can come to it again. */
    boolean isDoneForGood(TaskId task) {
        return done.contains(task)
                && upstream.of(task).stream().allMatch(each -> done.contains(each) || !attempts.containsKey(each));
    }

    /** The recorded positions of each task that has any. */
    Map<TaskId, SourcePositions> positions() {
        return positions;
    }

    /** Likewise, where sources begin as snapshots say: only what sinks have shown. */
    Map<TaskId, SourcePositions> shown() {
        Map<TaskId, SourcePositions> shown = new LinkedHashMap<>();
        positions.forEach((task, each) -> {
            if (!each.shown().isEmpty()) {
                shown.put(task, SourcePositions.none().with(each.shown()));
            }
        });
        return shown;
    }

    void positions(TaskId task, SourcePositions recorded) {
        positions.put(task, recorded);
    }

    /** Puts together what was recorded and what is reached now: what comes late takes nothing back. */
    SourcePositions reached(TaskId task, SourcePositions reached) {
        SourcePositions furthest = reached.orFurther(positions.getOrDefault(task, SourcePositions.none()));
        positions.put(task, furthest);
        return furthest;
    }
}
