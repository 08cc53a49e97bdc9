package dev.levada.cluster.coordinator;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.SourcePositions;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

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
    private final Members members;
    private final Epochs epochs = new Epochs();
    private final Losses losses = new Losses();
    private final Disks disks;
    private final Companions companions;
    /** Whether a disk of a host has what some task chooses. */
    private final boolean onHosts;

    private final Rounds rounds;
    private final Restarts restarts;
    private long lastTriggerNanos;
    private long lastSendNanos;
    private boolean stopping;
    private boolean over;
    private boolean finishedBefore;
    /** Whether everything was done when the epoch was triggered. */
    private boolean triggeredLast;
    /** The epoch after which there is nothing more; 0 until it is complete. */
    private long lastOfAll;

    /** The last epoch of which tasks were told not to wait. */
    private long hurried;

    /** Whether the next epoch is the first after a recovery. */
    private boolean early;
    /** The number of the last such epoch. */
    private long earlyEpoch;

    private long nowNanos;

    /** Nothing has happened yet. */
    public JobCoordinator(JobPlan plan, JobRecovery policy, CoordinatorSettings settings, Actions actions) {
        this.policy = policy;
        this.settings = settings;
        this.actions = actions;
        this.members = new Members(plan);
        this.restarts = new Restarts(settings);
        this.disks = new Disks(task -> policy.kept(task) == Kept.LOCAL);
        this.onHosts = members.tasks().stream().anyMatch(task -> policy.kept(task) == Kept.LOCAL);
        this.companions = new Companions(plan, policy);
        this.rounds = new Rounds(
                policy, actions, members, epochs, losses, disks, companions, waiting(), () -> over, this::recovered);
    }

    private Rounds.Waiting waiting() {
        return new Rounds.Waiting() {
            @Override
            public long nowNanos() {
                return nowNanos;
            }

            @Override
            public boolean tooLongSince(long nanos) {
                return nowNanos - nanos >= settings.diskNanos();
            }
        };
    }

    /** Takes over what an earlier coordinator of the same job has decided; before {@link #start}. */
    public void recall(Decision decision) {
        if (decision instanceof Decision.AttemptsGranted granted) {
            rounds.recall(granted.round());
            members.recall(granted.attempts());
        } else if (decision instanceof Decision.EpochsReserved reserved) {
            epochs.reserved(reserved.upTo());
        } else if (decision instanceof Decision.EpochCompleted completed) {
            epochs.completed(completed, new LinkedHashSet<>());
        } else if (decision instanceof Decision.PositionsRecorded recorded) {
            members.positions(recorded.task(), recorded.positions());
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
        members.down().addAll(members.tasks());
        losses.addAll();
        if (onHosts) {
            losses.addDisk(); // nobody knows any more on which disks it is
        }
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
        if (restarts.isDue(now)) {
            begin();
            return;
        }
        if (rounds.isOpen()) {
            if (resend) {
                rounds.sendAgain();
            }
            return;
        }
        if (epochs.isOverdue(now, settings.epochTimeoutNanos())) {
            giveUpEpoch();
        }
        if (resend || (isLate() && hurried < epochs.triggered())) {
            sendTriggers();
        }
        if (resend) {
            epochs.uncommitted().forEach(task -> actions.complete(task, attemptOf(task), epochs.complete()));
        }
        triggerIfDue();
    }

    /** Whether the barriers of the epoch take longer than tasks should wait. */
    private boolean isLate() {
        return epochs.isOverdue(nowNanos, settings.alignNanos());
    }

    /** To those that have not ended the epoch, as far as that is known. */
    private void sendTriggers() {
        boolean atOnce = isLate();
        hurried = atOnce ? epochs.triggered() : hurried;
        for (TaskId task : members.tasks()) {
            if (epochs.triggered() != 0 && !epochs.hasTaken(task)) {
                actions.trigger(task, attemptOf(task), epochs.triggered(), atOnce);
            }
        }
    }

    /**
     * Not before all tasks know of the last complete epoch: the snapshots of the next one build on those of the last
     * that their tasks know of, and what is older is deleted.
     */
    private void triggerIfDue() {
        if (over || stopping || recovering() || members.anyRepeats() || epochs.busy()) {
            return;
        }
        if (!epochs.uncommitted().isEmpty()) {
            return;
        }
        boolean last = members.allDone();
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
        triggeredLast = members.allDone();
        long epoch = epochs.trigger(nowNanos);
        earlyEpoch = early ? epoch : earlyEpoch;
        early = false;
        sendTriggers();
        completeIfTaken(); // a job none of whose tasks is left has nothing to wait for
    }

    private void giveUpEpoch() {
        long gone = epochs.giveUp();
        if (gone != 0) {
            members.forEachRunning(task -> actions.abort(task, attemptOf(task), gone));
        }
    }

    /** A task's snapshot of an epoch is in the store. */
    public void taken(TaskId task, long attempt, long epoch, String snapshot) {
        if (members.isCurrent(task, attempt) && epoch == epochs.triggered()) {
            epochs.taken(task, snapshot);
            completeIfTaken();
        }
    }

    /** A task could not store its snapshot of an epoch, and goes on. */
    public void declined(TaskId task, long attempt, long epoch) {
        if (members.isCurrent(task, attempt) && epoch == epochs.triggered()) {
            giveUpEpoch();
        }
    }

    private void completeIfTaken() {
        if (epochs.triggered() != 0 && epochs.allTaken(members.tasks())) {
            boolean last = triggeredLast;
            Decision.EpochCompleted decision = epochs.record();
            actions.record(decision, () -> completed(decision, last));
        }
    }

    private void completed(Decision.EpochCompleted decision, boolean last) {
        epochs.completed(decision, members.tasks());
        if (!recovering()) {
            losses.clear();
            disks.clear();
        }
        if (decision.epoch() != earlyEpoch) { // which comes before what made a task fail may have come again
            restarts.forgive();
        }
        members.forEachRunning(task -> actions.complete(task, attemptOf(task), decision.epoch()));
        lastOfAll = last ? decision.epoch() : 0;
        if (!last) {
            actions.standBy(decision.epoch(), epochs.snapshots());
        }
        finishIfCommitted();
    }

    /** What a task's sinks prepared up to an epoch is visible. */
    public void committed(TaskId task, long attempt, long epoch) {
        if (members.isCurrent(task, attempt)) {
            epochs.committed(task, epoch);
            goOn();
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
                && !rounds.isOpen()
                && lastOfAll != 0
                && lastOfAll == epochs.complete()
                && epochs.uncommitted().isEmpty()) {
            over = true;
            actions.record(new Decision.JobFinished(), actions::finished);
        }
    }

    /** A task has nothing left to do but to take the snapshots that commit its output. */
    public void done(TaskId task, long attempt) {
        if (members.isCurrent(task, attempt)) {
            members.done(task);
            triggerIfDue();
        }
    }

    /** A task has positions to be recorded. What comes late takes nothing back. */
    public void positions(TaskId task, long attempt, SourcePositions reached) {
        if (members.isCurrent(task, attempt)) {
            SourcePositions furthest = members.reached(task, reached);
            actions.record(
                    new Decision.PositionsRecorded(task, furthest),
                    () -> actions.positionsRecorded(task, attempt, reached));
        }
    }

    /**
     * An attempt is gone, or must be taken for gone.
     *
     * @param process the one that it ran in, of all that there ever are
     * @param byItself whether it failed, and may do so again; otherwise a fault took it
     */
    public void failed(TaskId task, long attempt, String process, String reason, boolean byItself, long now) {
        nowNanos = now;
        if (!members.isCurrent(task, attempt) || over || !members.failed(task, attempt)) {
            return;
        }
        boolean nothingLeft = policy.start() == JobRecovery.Start.POSITIONS && members.isDoneForGood(task);
        if (nothingLeft || !policy.replaces()) {
            goOnWithout(task);
            return;
        }
        members.down().add(task);
        losses.add(process);
        // Who is about to be replaced is shut out of the store, and fails by that.
        boolean itsFault = byItself && !rounds.isReplacing(task);
        if (itsFault && restarts.tooOften(now)) {
            fail("%s; it was tried %d times".formatted(reason, restarts.failures()));
            return;
        }
        restarts.ask(itsFault, now);
        if (restarts.isDue(now)) {
            begin();
        }
    }

    /**
     * Has tasks go on where they would be placed now: a recovery for which nothing has failed, so nothing is lost with
     * it. Nothing happens while there is another one, or an epoch is being ended; best called when one is complete, as
     * little is done again then.
     */
    public void relocate(Set<TaskId> tasks) {
        if (!over && !stopping && !recovering() && !members.anyRepeats() && epochs.triggered() == 0) {
            rounds.relocate(tasks);
        }
    }

    /**
     * An attempt has its place, and what it chooses goes onto the disk there, if it goes onto a disk of its host.
     *
     * @param process in which tasks fail together, of all that there ever are; "" if they fail one by one
     * @param round the recovery that it is of
     */
    public void placed(TaskId task, String disk, String process, long round) {
        disks.placed(task, disk);
        companions.placed(task, process, round);
    }

    /**
     * What was on the disk of a host has been handed in for a recovery.
     *
     * @param found whether it was there; if not, it never will be
     */
    public void collected(long number, String disk, boolean found, long now) {
        nowNanos = now;
        if (!over) {
            rounds.collected(number, disk, found);
        }
    }

    /** The tasks of a deployment have their places: all tasks now run in so many processes. */
    public void spread(int processes) {
        losses.spread(processes);
    }

    private void goOnWithout(TaskId task) {
        members.forget(task);
        epochs.uncommitted().remove(task);
        actions.goOnWithout(task);
        rounds.forget(task);
        completeIfTaken();
        goOn();
    }

    private void goOn() {
        finishIfCommitted();
        triggerIfDue();
    }

    /** What others wait for comes with the next epoch, so after a failure that is due at once. */
    private void recovered() {
        if (epochs.complete() > 0) {
            lastTriggerNanos = nowNanos - settings.epochNanos();
            early = true;
        }
        goOn();
    }

    /** Nothing can be done any more. */
    public void fail(String reason) {
        if (!over) {
            over = true;
            actions.failed(reason);
        }
    }

    private void begin() {
        restarts.answered();
        giveUpEpoch();
        rounds.begin();
    }

    /** A task has answered a fence. */
    public void fenced(TaskId task, long attempt, long number, Fenced answer) {
        rounds.fenced(task, attempt, number, answer);
    }

    /**
     * A new attempt runs, and its sinks have committed what they began with.
     *
     * @param repeating whether it does again what an earlier one did: no epoch is begun before it is {@link #replayed}.
     *     Its barriers would come late, and who has those of others would wait with all of their input
     */
    public void restored(TaskId task, long attempt, long number, boolean repeating) {
        if (repeating) {
            members.repeats(task, attempt);
        }
        if (rounds.leavesSome() && members.isCurrent(task, attempt)) {
            actions.abort(
                    task, attempt, epochs.last()); // all there were are over, and those who stayed have passed them
        }
        rounds.restored(task, attempt, number);
    }

    /** An attempt has done again all that it had to. */
    public void replayed(TaskId task, long attempt) {
        members.replayed(task, attempt);
        triggerIfDue();
    }

    /** The attempt at a task that counts; 0 if none does. */
    public long attemptOf(TaskId task) {
        return members.attempt(task);
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

    /** How many epochs were given up since this coordinator began. */
    public long abandonedEpochs() {
        return epochs.givenUp();
    }

    /** When the last epoch was triggered, as {@link #tick} was told the time. */
    public long lastTriggerNanos() {
        return lastTriggerNanos;
    }

    /** Whether a recovery is going on. */
    public boolean recovering() {
        return rounds.isOpen() || !members.down().isEmpty();
    }
}
