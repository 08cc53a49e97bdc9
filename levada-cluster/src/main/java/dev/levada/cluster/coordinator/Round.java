package dev.levada.cluster.coordinator;

import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One recovery: fence, collect, deploy, go on.
 *
 * <pre>
 *   recording --> (reading -->) fencing --> deploying --> over
 * </pre>
 *
 * A failure on the way begins another round, which takes over what this one has not finished.
 */
final class Round {
    private final long number;
    private final JobRecovery policy;
    private final Set<TaskId> members;
    private final Map<TaskId, Long> attempts;
    private final Set<TaskId> repeating;
    private final Set<TaskId> unfenced = new LinkedHashSet<>();
    private final Set<TaskId> unrestored;
    private final Set<String> uncollected;
    private final Map<ChannelId, Long> arrived = new LinkedHashMap<>();
    private final Set<TaskId> endedFrom = new LinkedHashSet<>();
    private final Set<TaskId> orphans = new LinkedHashSet<>();
    private RecoveryLine line = RecoveryLine.none();
    private Phase phase = Phase.RECORDING;
    private int asked;
    private long fencingNanos;

    enum Phase {
        RECORDING,
        /** What is left of what tasks chose, where that may be less than others depend on. */
        READING,
        FENCING,
        DEPLOYING,
        OVER
    }

    /**
     * Not recorded yet.
     *
     * @param policy what it is done by
     * @param attempts the new attempt of each member
     * @param repeating those members that do exactly what they did before
     * @param disks where it may be what these chose, if it is on disks of hosts
     */
    Round(long number, JobRecovery policy, Map<TaskId, Long> attempts, Set<TaskId> repeating, Set<String> disks) {
        this.number = number;
        this.policy = policy;
        this.attempts = attempts;
        this.repeating = repeating;
        this.members = attempts.keySet();
        this.unrestored = new LinkedHashSet<>(members);
        this.uncollected = new LinkedHashSet<>(disks);
    }

    long number() {
        return number;
    }

    JobRecovery policy() {
        return policy;
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    Set<TaskId> members() {
        return members;
    }

    Map<TaskId, Long> attempts() {
        return attempts;
    }

    Set<TaskId> repeating() {
        return repeating;
    }

    /** A task is gone for good. */
    void forget(TaskId task) {
        attempts.remove(task);
        unfenced.remove(task);
        unrestored.remove(task);
    }

    /** Those who have not answered the fence. */
    Set<TaskId> unfenced() {
        return unfenced;
    }

    void fenced(TaskId task, Fenced answer) {
        if (unfenced.remove(task) && !members.contains(task)) {
            arrived.putAll(answer.arrived());
            if (!answer.ended().isEmpty()) {
                endedFrom.add(task);
            }
            if (answer.orphan()) {
                orphans.add(task);
            }
        }
    }

    Map<ChannelId, Long> arrived() {
        return arrived;
    }

    /** Tasks that stay and have seen the end of a channel from a member. */
    Set<TaskId> sawEnd() {
        return endedFrom;
    }

    /** Tasks that would stay, but depend on something that is lost. */
    Set<TaskId> orphans() {
        return orphans;
    }

    /** Up to where everything can be done again. */
    RecoveryLine line() {
        return line;
    }

    void line(RecoveryLine drawn) {
        line = drawn;
    }

    /** The disks from which nothing was handed in. */
    Set<String> uncollected() {
        return uncollected;
    }

    /** Since when others are being fenced, and disks are asked for. */
    long fencingNanos() {
        return fencingNanos;
    }

    void fencingNanos(long since) {
        fencingNanos = since;
    }

    /** Counts how often that was asked for, from 0. */
    int ask() {
        return asked++;
    }

    Set<TaskId> unrestored() {
        return unrestored;
    }
}
