package dev.levada.cluster.coordinator;

import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Scope;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The recoveries of a job, one {@link Round} at a time. */
final class Rounds {
    private final JobRecovery policy;
    private final Actions actions;
    private final Members members;
    private final Epochs epochs;
    private final Waiting waiting;
    private final BooleanSupplier jobIsOver;
    private final Runnable ended;
    private final Losses losses;
    private final Disks disks;
    private final Companions companions;

    private @Nullable Round round;
    /** The last one that was drawn. */
    private RecoveryLine line = RecoveryLine.none();

    private long number;

    /** How long a round waits for the disk of a host. */
    interface Waiting {

        long nowNanos();

        boolean tooLongSince(long nanos);
    }

    /**
     * No round has begun.
     *
     * @param ended run when every task is there again
     */
    Rounds(
            JobRecovery policy,
            Actions actions,
            Members members,
            Epochs epochs,
            Losses losses,
            Disks disks,
            Companions companions,
            Waiting waiting,
            BooleanSupplier jobIsOver,
            Runnable ended) {
        this.policy = policy;
        this.actions = actions;
        this.members = members;
        this.epochs = epochs;
        this.losses = losses;
        this.disks = disks;
        this.companions = companions;
        this.waiting = waiting;
        this.jobIsOver = jobIsOver;
        this.ended = ended;
    }

    /** Numbers up to this one are taken. */
    void recall(long taken) {
        number = Math.max(number, taken);
    }

    /** Whether a task will have another attempt than the one that counts now. */
    boolean isReplacing(TaskId task) {
        return round != null
                && round.phase().compareTo(Round.Phase.DEPLOYING) < 0
                && round.members().contains(task);
    }

    boolean isOpen() {
        return round != null;
    }

    /** Begins a round for all that is down and for what an unfinished round has left. */
    void begin() {
        Set<TaskId> failed = new LinkedHashSet<>(members.down());
        if (round != null) {
            failed.addAll(round.phase() == Round.Phase.DEPLOYING ? round.unrestored() : round.members());
        }
        begin(failed);
    }

    /**
     * Begins a round for tasks that run. Nothing is lost with it; but the processes that they leave may hold what
     * others depend on, and nobody will say when these are lost, so from now on any loss counts as too much.
     */
    void relocate(Set<TaskId> tasks) {
        Set<TaskId> there = new LinkedHashSet<>(tasks);
        there.retainAll(members.tasks());
        if (!there.isEmpty()) {
            begin(there);
            losses.addAll();
        }
    }

    private void begin(Set<TaskId> failed) {
        Map<TaskId, Long> granted = new LinkedHashMap<>();
        JobRecovery how = losses.exceed(policy.sharing()) ? policy.otherwise() : policy;
        Scope scope = scope(how, failed);
        Set<String> needed = disks.of(scope.repeating());
        if (needed.contains(Disks.UNKNOWN)) {
            losses.addDisk();
            begin(failed);
            return;
        }
        losses.anew().addAll(scope.anew());
        Set<TaskId> all = scope.all();
        for (TaskId task : members.tasks()) {
            if (all.contains(task)) {
                granted.put(task, members.attempt(task) + 1);
            }
        }
        Round next = new Round(++number, how, granted, scope.repeating(), needed);
        round = next;
        actions.record(new Decision.AttemptsGranted(next.number(), granted), () -> fence(next));
    }

    /** With all who go back with those that are in it, and whatever follows from that. */
    private Scope scope(JobRecovery how, Set<TaskId> failed) {
        Scope scope = how.scope(failed, losses.anew());
        Set<TaskId> all = companions.with(scope.all());
        return scope.all().containsAll(all) ? scope : scope(how, all);
    }

    private void fence(Round next) {
        if (round != next || jobIsOver.getAsBoolean()) {
            return; // another one has taken over
        }
        if (policy.drawsLine()) {
            next.phase(Round.Phase.READING);
            read(next);
        } else {
            fenceAll(next);
        }
    }

    private void read(Round reading) {
        Set<TaskId> staying = new LinkedHashSet<>();
        members.forEachRunning(staying::add);
        staying.removeAll(reading.members());
        actions.readLogs(
                reading.number(), reading.attempts(), staying, epochs.complete(), found -> draw(reading, found));
    }

    private void draw(Round reading, FoundLogs found) {
        if (round == reading && reading.phase() == Round.Phase.READING && !jobIsOver.getAsBoolean()) {
            // As of now: what is deleted when an epoch is complete may have been missing
            line = RecoveryLine.draw(reading.number(), epochs.complete(), line, found.alive(), found.logs());
            reading.line(line);
            fenceAll(reading);
        }
    }

    private void fenceAll(Round next) {
        next.phase(Round.Phase.FENCING);
        next.fencingNanos(waiting.nowNanos());
        members.forEachRunning(next.unfenced()::add);
        sendFences(next);
        collect(next);
        deployIfReady(next);
    }

    /** Meanwhile, as what others have taken was in the logs before. */
    private void collect(Round fencing) {
        if (!fencing.uncollected().isEmpty()) {
            int asked = fencing.ask();
            List.copyOf(fencing.uncollected())
                    .forEach(disk ->
                            actions.collect(fencing.number(), disk, fencing.attempts(), epochs.complete(), asked));
            if (waiting.tooLongSince(fencing.fencingNanos())) {
                lost(fencing);
            }
        }
    }

    /**
     * What was on the disk of a host has been handed in for a recovery.
     *
     * @param found whether it was there; if not, it never will be
     */
    void collected(long answered, String disk, boolean found) {
        Round open = openIn(Round.Phase.FENCING, answered);
        if (open != null && open.uncollected().contains(disk)) {
            if (found) {
                open.uncollected().remove(disk);
                deployIfReady(open);
            } else {
                lost(open);
            }
        }
    }

    /** Whoever may depend on what cannot be done again goes back, too. */
    private void lost(Round open) {
        losses.addDisk();
        begin(open.members());
    }

    private void sendFences(Round fencing) {
        List.copyOf(fencing.unfenced())
                .forEach(task -> actions.fence(
                        task, members.attempt(task), fencing.number(), fencing.members(), fencing.line()));
    }

    /** Says again what has not been answered. */
    void sendAgain() {
        Round open = round;
        if (open == null) {
            return;
        }
        if (open.phase() == Round.Phase.READING) {
            read(open);
        } else if (open.phase() == Round.Phase.FENCING) {
            sendFences(open);
            collect(open);
        } else if (open.phase() == Round.Phase.DEPLOYING) {
            actions.deploy(deployment(open));
        }
    }

    /** A task has answered a fence. */
    void fenced(TaskId task, long attempt, long answered, Fenced answer) {
        Round open = openIn(Round.Phase.FENCING, answered);
        if (open != null && members.isCurrent(task, attempt)) {
            open.fenced(task, answer);
            if (open.members().contains(task)) {
                members.down().add(task);
            }
            deployIfReady(open);
        }
    }

    private @Nullable Round openIn(Round.Phase phase, long answered) {
        Round open = round;
        return open != null && open.number() == answered && open.phase() == phase ? open : null;
    }

    private void deployIfReady(Round open) {
        if (!open.unfenced().isEmpty()) {
            return;
        }
        Set<TaskId> more = new LinkedHashSet<>(open.orphans());
        if (open.policy().repeats()) {
            more.addAll(open.sawEnd()); // they would not take again what the new attempts send
        }
        if (!more.isEmpty()) {
            more.addAll(open.members());
            begin(more);
            return;
        }
        if (!open.uncollected().isEmpty()) {
            return;
        }
        open.phase(Round.Phase.DEPLOYING);
        members.replace(open.attempts());
        actions.deploy(deployment(open));
        endIfRestored(open); // all of its members may be gone for good by now
    }

    private Deployment deployment(Round open) {
        boolean back = policy.start() == JobRecovery.Start.SNAPSHOT;
        return new Deployment(
                open.number(),
                back ? epochs.complete() : 0,
                new LinkedHashMap<>(open.attempts()),
                back ? new LinkedHashMap<>(epochs.snapshots()) : new LinkedHashMap<>(),
                back ? members.shown() : new LinkedHashMap<>(members.positions()),
                open.arrived(),
                open.repeating(),
                open.line());
    }

    /** Whether there is one in which some stay, and are where those will come to who go back. */
    boolean leavesSome() {
        return round != null
                && policy.exactCuts()
                && round.members().size() < members.tasks().size();
    }

    /** A new attempt runs, and its sinks have committed what they began with. */
    void restored(TaskId task, long attempt, long answered) {
        Round open = openIn(Round.Phase.DEPLOYING, answered);
        if (open != null && members.isCurrent(task, attempt)) {
            open.unrestored().remove(task);
            members.down().remove(task);
            epochs.uncommitted().remove(task);
            endIfRestored(open);
        }
    }

    private void endIfRestored(Round open) {
        if (open.phase() == Round.Phase.DEPLOYING && open.unrestored().isEmpty()) {
            open.phase(Round.Phase.OVER);
            round = null;
            ended.run();
        }
    }

    /** A task is gone for good: nobody waits for it. */
    void forget(TaskId task) {
        Round open = round;
        if (open == null) {
            return;
        }
        open.forget(task);
        if (open.phase() == Round.Phase.FENCING) {
            deployIfReady(open);
        } else {
            endIfRestored(open);
        }
    }
}
