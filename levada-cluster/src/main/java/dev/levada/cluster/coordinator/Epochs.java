package dev.levada.cluster.coordinator;

import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The epochs of a job, one at a time.
 *
 * <pre>
 *   none --> triggered --> complete (recorded) --> committed
 *               |
 *               +--> given up
 * </pre>
 */
final class Epochs {
    private static final long RESERVED_AT_ONCE = 1_000;

    private long last;
    private long reserved;
    private boolean reserving;
    private long triggered;
    private long triggeredNanos;
    private long recording;
    private long complete;
    private Map<TaskId, String> snapshots = new LinkedHashMap<>();
    private final Map<TaskId, String> taken = new LinkedHashMap<>();
    private final Set<TaskId> uncommitted = new LinkedHashSet<>();
    private long completed;
    private long givenUp;

    /** The epoch whose snapshots are being taken; 0 if none. */
    long triggered() {
        return triggered;
    }

    /** The last number that was given; 0 if none. */
    long last() {
        return last;
    }

    /** Whether an epoch is between its trigger and its record, or numbers are being reserved for the next. */
    boolean busy() {
        return triggered != 0 || recording != 0 || reserving;
    }

    boolean needsReserve() {
        return last >= reserved;
    }

    /** The number up to which they are to be reserved; none is used before that is recorded. */
    long reserve() {
        reserving = true;
        return last + RESERVED_AT_ONCE;
    }

    void reserved(long upTo) {
        reserving = false;
        reserved = Math.max(reserved, upTo);
    }

    long trigger(long nowNanos) {
        triggered = ++last;
        triggeredNanos = nowNanos;
        taken.clear();
        return triggered;
    }

    boolean isOverdue(long nowNanos, long timeoutNanos) {
        return triggered != 0 && nowNanos - triggeredNanos >= timeoutNanos;
    }

    /** Gives up what is triggered. Returns its number. */
    long giveUp() {
        long gone = triggered;
        givenUp += gone == 0 ? 0 : 1;
        triggered = 0;
        taken.clear();
        return gone;
    }

    void taken(TaskId task, String snapshot) {
        taken.put(task, snapshot);
    }

    boolean hasTaken(TaskId task) {
        return taken.containsKey(task);
    }

    boolean allTaken(Set<TaskId> tasks) {
        return taken.keySet().containsAll(tasks);
    }

    /** From here on it will be complete, whatever fails. */
    Decision.EpochCompleted record() {
        recording = triggered;
        triggered = 0;
        return new Decision.EpochCompleted(recording, new LinkedHashMap<>(taken));
    }

    void completed(Decision.EpochCompleted decision, Set<TaskId> tasks) {
        recording = 0;
        complete = decision.epoch();
        snapshots = new LinkedHashMap<>(decision.snapshots());
        last = Math.max(last, complete);
        completed++;
        uncommitted.clear();
        uncommitted.addAll(tasks);
    }

    /** The last complete epoch; 0 if none. */
    long complete() {
        return complete;
    }

    Map<TaskId, String> snapshots() {
        return snapshots;
    }

    void committed(TaskId task, long epoch) {
        if (epoch >= complete) {
            uncommitted.remove(task);
        }
    }

    Set<TaskId> uncommitted() {
        return uncommitted;
    }

    /** After a restart of the coordinator, no number that was reserved is used again. */
    void skipReserved() {
        last = Math.max(last, reserved);
    }

    /** How many epochs this coordinator has given up. */
    long givenUp() {
        return givenUp;
    }

    /** How many epochs this coordinator has seen complete. */
    long count() {
        return completed;
    }
}
