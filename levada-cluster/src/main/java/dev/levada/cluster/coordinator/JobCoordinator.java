package dev.levada.cluster.coordinator;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.SourcePositions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one job which attempts run, when snapshots are taken, when an epoch is complete, and what follows from a
 * failure. Confined to one thread; each method is one step.
 *
 * <p>Deploying a job for the first time is a recovery round in which every task is replaced and nobody is left to be
 * fenced; going on after a restart is the same round with a last complete epoch.
 */
public final class JobCoordinator {
    private final CoordinatorSettings settings;
    private final JobRecovery policy;
    private final Actions actions;
    private final Upstream upstream;
    private final Epochs epochs = new Epochs();
    /** The tasks of the plan that are not gone for good, and the attempt of each that counts. */
    private final Map<TaskId, Long> attempts = new LinkedHashMap<>();

    private final Set<TaskId> done = new LinkedHashSet<>();
    /** Tasks whose attempt that counts is not running. */
    private final Set<TaskId> down = new LinkedHashSet<>();

    /** The last attempt at each task that was said to have failed; it may be said more than once. */
    private final Map<TaskId, Long> failed = new LinkedHashMap<>();

    private final Map<TaskId, SourcePositions> positions = new LinkedHashMap<>();
    private @Nullable Round round;
    private long rounds;
    private long lastTriggerNanos;
    private long lastSendNanos;
    private long lastFailureNanos;
    private long retryNanos;
    private int failures;
    /** Whether something has failed for which no round has begun. */
    private boolean unanswered;

    private boolean stopping;
    private boolean over;
    private boolean finishedBefore;
    /** Whether everything was done when the epoch was triggered. */
    private boolean triggeredLast;
    /** The epoch after which there is nothing more; 0 until it is complete. */
    private long lastOfAll;

    private long nowNanos;

    /** Nothing has happened yet. */
    public JobCoordinator(JobPlan plan, JobRecovery policy, CoordinatorSettings settings, Actions actions) {
        this.upstream = new Upstream(plan);
        this.policy = policy;
        this.settings = settings;
        this.actions = actions;
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                attempts.put(chain.task(index), 0L);
            }
        }
    }

    /** Takes over what an earlier coordinator of the same job has decided; before {@link #start}. */
    public void recall(Decision decision) {
        if (decision instanceof Decision.AttemptsGranted granted) {
            rounds = Math.max(rounds, granted.round());
            granted.attempts().forEach((task, attempt) -> attempts.computeIfPresent(task, (any, old) -> attempt));
        } else if (decision instanceof Decision.EpochsReserved reserved) {
            epochs.reserved(reserved.upTo());
        } else if (decision instanceof Decision.EpochCompleted completed) {
            epochs.completed(completed, new LinkedHashSet<>());
        } else if (decision instanceof Decision.PositionsRecorded recorded) {
            positions.put(recorded.task(), recorded.positions());
        } else if (decision instanceof Decision.JobFinished) {
            finishedBefore = true;
        }
    }

    /** Whether an earlier coordinator has finished the job. */
    public boolean finishedBefore() {
        return finishedBefore;
    }

    /** Begins: every task gets a new attempt. */
    public void start(long now) {
        nowNanos = now;
        lastTriggerNanos = now;
        epochs.skipReserved();
        down.addAll(attempts.keySet());
        begin();
    }

    /** Time has passed. */
    public void tick(long now) {
        nowNanos = now;
        if (over) {
            return;
        }
        boolean resend = now - lastSendNanos >= settings.resendNanos();
        if (resend) {
            lastSendNanos = now;
        }
        Round open = round;
        if (unanswered && now - retryNanos >= 0) {
            begin();
            return;
        }
        if (open != null) {
            if (resend) {
                sendAgain(open);
            }
            return;
        }
        if (epochs.isOverdue(now, settings.epochTimeoutNanos())) {
            giveUpEpoch();
        }
        if (resend) {
            sendAgain();
        }
        triggerIfDue();
    }

    private void sendAgain(Round open) {
        if (open.phase() == Round.Phase.FENCING) {
            sendFences(open);
        } else if (open.phase() == Round.Phase.DEPLOYING) {
            actions.deploy(deployment(open));
        }
    }

    private void sendAgain() {
        if (epochs.triggered() != 0) {
            for (TaskId task : attempts.keySet()) {
                if (!epochs.hasTaken(task)) {
                    actions.trigger(task, attempt(task), epochs.triggered());
                }
            }
        }
        epochs.uncommitted().forEach(task -> actions.complete(task, attempt(task), epochs.complete()));
    }

    private void triggerIfDue() {
        if (over || stopping || round != null || !down.isEmpty() || epochs.busy()) {
            return;
        }
        boolean last = isDone() && epochs.uncommitted().isEmpty();
        boolean periodic = policy.periodic() && nowNanos - lastTriggerNanos >= settings.epochNanos();
        if (last || periodic) {
            trigger();
        }
    }

    private void trigger() {
        if (epochs.needsReserve()) {
            long upTo = epochs.reserve();
            actions.record(new Decision.EpochsReserved(upTo), () -> {
                epochs.reserved(upTo);
                triggerIfDue();
            });
            return;
        }
        lastTriggerNanos = nowNanos;
        triggeredLast = isDone();
        long epoch = epochs.trigger(nowNanos);
        attempts.forEach((task, attempt) -> actions.trigger(task, attempt, epoch));
        completeIfTaken(); // a job none of whose tasks is left has nothing to wait for
    }

    private void giveUpEpoch() {
        long gone = epochs.giveUp();
        if (gone != 0) {
            attempts.forEach((task, attempt) -> {
                if (!down.contains(task)) {
                    actions.abort(task, attempt, gone);
                }
            });
        }
    }

    /** A task's snapshot of an epoch is in the store. */
    public void taken(TaskId task, long attempt, long epoch, String snapshot) {
        if (isCurrent(task, attempt) && epoch == epochs.triggered()) {
            epochs.taken(task, snapshot);
            completeIfTaken();
        }
    }

    /** A task could not store its snapshot of an epoch, and goes on. */
    public void declined(TaskId task, long attempt, long epoch) {
        if (isCurrent(task, attempt) && epoch == epochs.triggered()) {
            giveUpEpoch();
        }
    }

    private void completeIfTaken() {
        if (epochs.triggered() != 0 && epochs.allTaken(attempts.keySet())) {
            boolean last = triggeredLast;
            Decision.EpochCompleted decision = epochs.record();
            actions.record(decision, () -> completed(decision, last));
        }
    }

    private void completed(Decision.EpochCompleted decision, boolean last) {
        epochs.completed(decision, attempts.keySet());
        failures = 0;
        attempts.forEach((task, attempt) -> {
            if (!down.contains(task)) {
                actions.complete(task, attempt, decision.epoch());
            }
        });
        lastOfAll = last ? decision.epoch() : 0;
        finishIfCommitted();
    }

    /** What a task's sinks prepared up to an epoch is visible. */
    public void committed(TaskId task, long attempt, long epoch) {
        if (isCurrent(task, attempt)) {
            epochs.committed(task, epoch);
            finishIfCommitted();
        }
    }

    /**
     * Ends the job where it stands. What is complete is committed first; if that was the last of it, the job finishes.
     * Asked again, it does not wait for that.
     */
    public void stop() {
        if (over) {
            return;
        }
        boolean again = stopping;
        stopping = true;
        giveUpEpoch();
        if (again) {
            over = true;
            actions.stopped();
        } else {
            finishIfCommitted();
        }
    }

    private void finishIfCommitted() {
        if (stopping
                && !over
                && lastOfAll == 0
                && !epochs.busy()
                && epochs.uncommitted().isEmpty()) {
            over = true;
            actions.stopped();
        }
        if (!over
                && round == null
                && lastOfAll != 0
                && lastOfAll == epochs.complete()
                && epochs.uncommitted().isEmpty()) {
            over = true;
            actions.record(new Decision.JobFinished(), actions::finished);
        }
    }

    /** A task has nothing left to do but to take the snapshots that commit its output. */
    public void done(TaskId task, long attempt) {
        if (isCurrent(task, attempt)) {
            done.add(task);
            triggerIfDue();
        }
    }

    private boolean isDone() {
        return done.containsAll(attempts.keySet());
    }

    /** A task has positions to be recorded. What comes late takes nothing back. */
    public void positions(TaskId task, long attempt, SourcePositions reached) {
        if (isCurrent(task, attempt)) {
            SourcePositions furthest = reached.orFurther(positions.getOrDefault(task, SourcePositions.none()));
            positions.put(task, furthest);
            actions.record(
                    new Decision.PositionsRecorded(task, furthest),
                    () -> actions.positionsRecorded(task, attempt, reached));
        }
    }

    /**
     * An attempt is gone, or must be taken for gone.
     *
     * @param byItself whether it failed, and may do so again; otherwise a fault took it
     */
    public void failed(TaskId task, long attempt, String reason, boolean byItself, long now) {
        nowNanos = now;
        if (!isCurrent(task, attempt) || over || Objects.equals(failed.put(task, attempt), attempt)) {
            return;
        }
        if (!policy.replaces()) {
            goOnWithout(task);
            return;
        }
        if (policy.start() == JobRecovery.Start.POSITIONS && isDoneForGood(task)) {
            goOnWithout(task);
            return;
        }
        down.add(task);
        if (byItself && tooOften(now)) {
            fail("%s; it was tried %d times".formatted(reason, failures));
            return;
        }
        unanswered = true;
        retryNanos = byItself ? now + (settings.resendNanos() * (failures - 1)) / 4 : now;
        if (now - retryNanos >= 0) {
            begin();
        }
    }

    /** Nothing is left that a new attempt would have to do, and nothing can come to it again. */
    private boolean isDoneForGood(TaskId task) {
        return done.contains(task)
                && upstream.of(task).stream().allMatch(each -> done.contains(each) || !attempts.containsKey(each));
    }

    private boolean tooOften(long now) {
        if (now - lastFailureNanos >= settings.calmNanos()) {
            failures = 0;
        }
        lastFailureNanos = now;
        failures++;
        return failures > settings.restarts();
    }

    private void goOnWithout(TaskId task) {
        attempts.remove(task);
        done.remove(task);
        down.remove(task);
        epochs.uncommitted().remove(task);
        actions.goOnWithout(task);
        Round open = round;
        if (open != null) {
            open.forget(task);
            if (open.phase() == Round.Phase.FENCING) {
                deployIfFenced(open);
            } else {
                endIfRestored(open);
            }
        }
        completeIfTaken();
        finishIfCommitted();
        triggerIfDue();
    }

    /** Nothing can be done any more. */
    public void fail(String reason) {
        if (!over) {
            over = true;
            actions.failed(reason);
        }
    }

    /** Begins a round for all that is down and for what an unfinished round has left. */
    private void begin() {
        unanswered = false;
        giveUpEpoch();
        Set<TaskId> failed = new LinkedHashSet<>(down);
        if (round != null) {
            failed.addAll(round.phase() == Round.Phase.DEPLOYING ? round.unrestored() : round.members());
        }
        begin(failed);
    }

    private void begin(Set<TaskId> failed) {
        Map<TaskId, Long> granted = new LinkedHashMap<>();
        Set<TaskId> scope = policy.scope(failed);
        for (TaskId task : attempts.keySet()) {
            if (scope.contains(task)) {
                granted.put(task, attempt(task) + 1);
            }
        }
        Round next = new Round(++rounds, granted);
        round = next;
        actions.record(new Decision.AttemptsGranted(next.number(), granted), () -> fence(next));
    }

    private void fence(Round next) {
        if (round != next || over) {
            return; // another one has taken over
        }
        next.phase(Round.Phase.FENCING);
        for (TaskId task : attempts.keySet()) {
            if (!down.contains(task)) {
                next.unfenced().add(task);
            }
        }
        sendFences(next);
        deployIfFenced(next);
    }

    private void sendFences(Round fencing) {
        List.copyOf(fencing.unfenced())
                .forEach(task -> actions.fence(task, attempt(task), fencing.number(), fencing.members()));
    }

    /** A task has answered a fence. */
    public void fenced(TaskId task, long attempt, long number, Fenced answer) {
        Round open = round;
        if (open != null
                && open.number() == number
                && open.phase() == Round.Phase.FENCING
                && isCurrent(task, attempt)) {
            open.fenced(task, answer);
            if (open.members().contains(task)) {
                down.add(task);
            }
            deployIfFenced(open);
        }
    }

    private void deployIfFenced(Round open) {
        if (!open.unfenced().isEmpty()) {
            return;
        }
        if (policy.repeats() && !open.sawEnd().isEmpty()) {
            Set<TaskId> more = new LinkedHashSet<>(open.members());
            more.addAll(open.sawEnd());
            begin(more); // they would not take again what the new attempts send
            return;
        }
        open.phase(Round.Phase.DEPLOYING);
        open.attempts().forEach((task, attempt) -> {
            attempts.put(task, attempt);
            done.remove(task);
        });
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
                back ? new LinkedHashMap<>() : new LinkedHashMap<>(positions),
                open.arrived());
    }

    /** A new attempt runs, and its sinks have committed what they began with. */
    public void restored(TaskId task, long attempt, long number) {
        Round open = round;
        if (open == null
                || open.number() != number
                || open.phase() != Round.Phase.DEPLOYING
                || !isCurrent(task, attempt)) {
            return;
        }
        open.unrestored().remove(task);
        down.remove(task);
        epochs.uncommitted().remove(task);
        endIfRestored(open);
    }

    private void endIfRestored(Round open) {
        if (open.phase() == Round.Phase.DEPLOYING && open.unrestored().isEmpty()) {
            open.phase(Round.Phase.OVER);
            round = null;
            finishIfCommitted();
            triggerIfDue();
        }
    }

    private boolean isCurrent(TaskId task, long attempt) {
        Long current = attempts.get(task);
        return current != null && current == attempt;
    }

    private long attempt(TaskId task) {
        return attempts.getOrDefault(task, 0L);
    }

    /** The attempt at a task that counts; 0 if none does. */
    public long attemptOf(TaskId task) {
        return attempt(task);
    }

    /** The last complete epoch; 0 if there is none. */
    public long completeEpoch() {
        return epochs.complete();
    }

    /** The names of the snapshots of the last complete epoch. */
    public Map<TaskId, String> snapshots() {
        return epochs.snapshots();
    }

    /** How many epochs were completed since this coordinator began. */
    public long completedEpochs() {
        return epochs.count();
    }

    /** Whether a recovery is going on. */
    public boolean recovering() {
        return round != null || !down.isEmpty();
    }
}
