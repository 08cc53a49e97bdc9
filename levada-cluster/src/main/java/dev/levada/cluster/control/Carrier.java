package dev.levada.cluster.control;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.FoundLogs;
import dev.levada.cluster.coordinator.JobCoordinator;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedLog;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.recovery.Protocols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the decisions of a job's coordinator to the workers, and what they say back to it. Confined to the
 * coordinator's thread.
 */
public final class Carrier implements Actions, Report.Handler {
    private final JobPlan plan;
    private final long resendNanos;
    private final Host host;
    private final Workers workers;
    private final Placements placements = new Placements();
    private final Following following;
    private final Survivors survivors = new Survivors();

    /** The last attempt at each task that was said to have failed; it may be said more than once. */
    private final Map<TaskId, Long> failed = new LinkedHashMap<>();

    private final Standbys standbys = new Standbys();
    private final Logs logs = new Logs();

    private @Nullable JobCoordinator coordinator;
    /** Who says what is being heard. */
    private @Nullable Location speaker;

    private long connectNanos;
    private long nowNanos;

    /** What the coordinator's process gives it. */
    public interface Host {

        /** See {@link Actions#record}. */
        void record(Decision decision, Runnable then);

        /** Sends an order, which may get lost; no other incarnation of the worker may get it. */
        void send(Location to, Order order);

        /**
         * Makes earlier attempts than those of a deployment unable to write to the store, and then runs something on
         * the coordinator's thread; if it cannot, it does not, and will be asked again.
         */
        void raiseFloors(Deployment deployment, Runnable then);

        /**
         * Reads what is durable of what tasks chose since an epoch, after owners were made unable to write to the
         * store, and gives it to something on the coordinator's thread; if it cannot, it does not, and will be asked
         * again.
         *
         * @param floors of each owner the lowest number that may write
         */
        void readLogs(long round, Map<TaskId, Long> floors, long epoch, Consumer<List<TracedLog>> then);

        /** Where an attempt is to run; null if there is nowhere now. */
        @Nullable
        Location place(TaskId task, List<Location> alive);

        /** Where tasks would be run if what they run in were gone; without those for which nobody is to be ready. */
        default Map<TaskId, Location> standbys(Set<TaskId> tasks, List<Location> alive) {
            return new LinkedHashMap<>();
        }

        /**
         * Whether the tasks of a process fail together; see {@link dev.levada.cluster.worker.WorkerHost#failsAsOne},
         * which says the same.
         */
        boolean failsAsOne();

        void finished();

        void stopped();

        void failed(String reason);

        /** The machine of a worker that is heard of: those of one machine are slow together. */
        default String hostOf(Location worker) {
            return "";
        }

        /** Tells the disk on which a worker that is heard of has its log from all others; "" if that is not known. */
        default String diskOf(Location worker) {
            return "";
        }

        /**
         * A worker has not been heard of for too long.
         *
         * @param silentNanos for how long, as far as this process was awake
         */
        default void suspected(Location worker, long silentNanos) {}

        /**
         * One that follows a task did something else than the attempt that counts. It counts for nothing; or if most
         * others did the same as it, that attempt is given up, and {@link #failing} is told.
         *
         * @param problem for people
         */
        default void differing(TaskId task, String problem) {}

        /** The attempt at a task that counts has failed; told once. */
        default void failing(TaskId task, Failure failure) {}
    }

    /**
     * How an attempt has failed.
     *
     * @param worker the number of the worker that it ran in; 0 if it was not placed
     * @param reason for people
     * @param silentNanos for how long that worker had been silent; 0 if that was not the reason
     */
    public record Failure(long attempt, int worker, String reason, long silentNanos) {}

    /**
     * Knows of no worker yet.
     *
     * @param suspicion after how long a worker that says nothing is taken for gone
     * @param resendNanos after how long what was not answered is sent again
     */
    public Carrier(JobPlan plan, Suspicion suspicion, long resendNanos, Host host) {
        this.plan = plan;
        this.resendNanos = resendNanos;
        this.host = host;
        this.workers = new Workers(suspicion);
        this.following = new Following(plan, placements);
    }

    /** Once, before anything else. */
    public void serve(JobCoordinator newCoordinator) {
        coordinator = newCoordinator;
    }

    private JobCoordinator job() {
        return requireNonNull(coordinator);
    }

    // What the coordinator has done

    @Override
    public void record(Decision decision, Runnable then) {
        host.record(decision, then);
    }

    private void send(TaskId task, long attempt, Order order) {
        if (placements.isPlaced(task, attempt)) {
            host.send(placements.location(task), order);
        }
    }

    @Override
    public void trigger(TaskId task, long attempt, long epoch, boolean atOnce) {
        send(task, attempt, new Order.Trigger(task, attempt, epoch, atOnce));
    }

    @Override
    public void complete(TaskId task, long attempt, long epoch) {
        send(task, attempt, new Order.Complete(task, attempt, epoch));
    }

    @Override
    public void abort(TaskId task, long attempt, long epoch) {
        send(task, attempt, new Order.Abort(task, attempt, epoch));
    }

    @Override
    public void positionsRecorded(TaskId task, long attempt, SourcePositions positions) {
        send(task, attempt, new Order.Recorded(task, attempt, positions));
    }

    @Override
    public void fence(TaskId task, long attempt, long round, Set<TaskId> replaced, RecoveryLine line) {
        send(task, attempt, new Order.Fence(task, attempt, round, List.copyOf(replaced), line));
    }

    @Override
    public void readLogs(
            long round, Map<TaskId, Long> attempts, Set<TaskId> staying, long epoch, Consumer<FoundLogs> then) {
        List<Location> stay = new ArrayList<>();
        staying.forEach(task -> {
            Placements.Placed placed = placements.latest(task);
            if (placed != null) {
                stay.add(placed.location());
            }
        });
        Set<LogWriter> goOn = logs.of(stay);
        Map<TaskId, Long> floors = logs.floors(attempts, workers.all(), goOn, round);
        host.readLogs(round, floors, epoch, found -> then.accept(new FoundLogs(goOn, found)));
    }

    @Override
    public void collect(long round, String disk, Map<TaskId, Long> attempts, long epoch, int asked) {
        List<Location> there = workers.alive().stream()
                .filter(each -> host.diskOf(each).equals(disk))
                .toList();
        if (!there.isEmpty()) { // one may stand still: next time another one is asked
            Order.Collect order = new Order.Collect(round, disk, new LinkedHashMap<>(attempts), epoch);
            host.send(there.get(asked % there.size()), order);
        }
    }

    @Override
    public void deploy(Deployment deployment) {
        host.raiseFloors(deployment, () -> start(deployment));
    }

    private void start(Deployment deployment) {
        for (Map.Entry<TaskId, Long> member : deployment.attempts().entrySet()) {
            if (!place(member.getKey(), member.getValue())) {
                return;
            }
        }
        Map<Location, List<TaskId>> members = new LinkedHashMap<>();
        deployment
                .attempts()
                .keySet()
                .forEach(task -> members.computeIfAbsent(placements.location(task), any -> new ArrayList<>())
                        .add(task));
        List<ChannelId> channels = new Starts(plan, deployment, new LinkedHashMap<>()).connections();
        Roster roster = placements.roster();
        for (TaskId task : deployment.attempts().keySet()) {
            Location location = placements.location(task);
            String process = host.failsAsOne() ? location.toString() : "";
            job().placed(task, host.diskOf(location), process, deployment.round());
        }
        job().spread(new LinkedHashSet<>(roster.places().values()).size());
        members.keySet().forEach(location -> logs.started(location, deployment.round(), deployment.line()));
        members.forEach((location, mine) -> host.send(
                location, new Order.Start(deployment, mine, of(roster, mine, channels), following.states(mine))));
        connectSurvivors(deployment, channels, roster);
    }

    /** As much of it as concerns some tasks; all of it, where processes must know of all others. */
    private Roster of(Roster roster, List<TaskId> tasks, List<ChannelId> channels) {
        return copies() ? roster : roster.of(tasks, channels);
    }

    private boolean copies() {
        return plan.recoveries().stream().anyMatch(each -> Protocols.kept(each) == Kept.COPIED);
    }

    private boolean place(TaskId task, long attempt) {
        if (placements.isPlaced(task, attempt)) {
            return true;
        }
        List<Location> alive = following.mayLead(task, workers.alive());
        Location location = alive.isEmpty() ? null : host.place(task, alive);
        if (location == null) {
            return false;
        }
        placements.put(task, attempt, location);
        return true;
    }

    private void connectSurvivors(Deployment deployment, List<ChannelId> connections, Roster roster) {
        Set<TaskId> members = deployment.attempts().keySet();
        Map<TaskId, List<ChannelId>> channels = Survivors.channels(connections, members, roster);
        if (copies()) {
            Survivors.oneOfEach(members, roster).forEach(task -> channels.putIfAbsent(task, List.of()));
        }
        channels.forEach((task, its) -> {
            Order.Connect connect = new Order.Connect(
                    task, roster.attempt(task), its, deployment.round(), of(roster, List.of(task), its));
            if (survivors.tell(connect)) {
                send(task, connect.attempt(), connect);
            }
        });
    }

    @Override
    public void goOnWithout(TaskId task) {
        placements.willNotBeReplaced(task);
        workers.all().forEach(this::tellGone);
    }

    private void tellGone(Location worker) {
        placements.forEachGone((task, last) -> host.send(worker, new Order.GoOnWithout(task, last)));
    }

    @Override
    public void standBy(long epoch, Map<TaskId, String> snapshots) {
        List<Location> alive = workers.alive();
        Map<TaskId, Location> next = host.standbys(snapshots.keySet(), alive);
        standbys.told(snapshots, next, task -> !following.isFollowed(task))
                .forEach((location, its) -> host.send(location, new Order.StandBy(epoch, its)));
        snapshots.keySet().forEach(task -> following.complete(task, job().attemptOf(task)));
        following.told(snapshots, alive).forEach((location, its) -> host.send(location, new Order.Follow(epoch, its)));
    }

    @Override
    public void finished() {
        host.finished();
    }

    @Override
    public void stopped() {
        host.stopped();
    }

    @Override
    public void failed(String reason) {
        host.failed(reason);
    }

    // Who is there

    /** Time has passed; before {@link JobCoordinator#tick}. */
    public void tick(long now) {
        nowNanos = now;
        for (Workers.Silent silent : workers.newlySilent(now)) {
            host.suspected(silent.worker(), silent.silentNanos());
            loseTasksOf(silent.worker().worker(), Long.MAX_VALUE, "its worker is silent", silent.silentNanos());
        }
        if (now - connectNanos > resendNanos) {
            connectNanos = now;
            survivors.tellAgain(
                    connect -> job().attemptOf(connect.task()) == connect.attempt(),
                    connect -> send(connect.task(), connect.attempt(), connect));
        }
    }

    /** A worker is to be expected. */
    public void expect(int worker, long now) {
        workers.expect(worker, now);
    }

    /**
     * A worker is alive.
     *
     * @param running the attempts that it holds
     */
    public void beat(Location worker, Map<TaskId, Long> running, long now) {
        nowNanos = now;
        if (!workers.beat(worker, host.hostOf(worker), now)) {
            return;
        }
        loseTasksOf(worker.worker(), worker.incarnation(), "its worker has started anew", 0);
        running.forEach((task, attempt) -> {
            if (attempt < job().attemptOf(task)) {
                host.send(worker, new Order.Stop(task, attempt));
            }
        });
        tellGone(worker);
    }

    /** Somebody saw the worker's process go. */
    public void exited(Location worker, long now) {
        nowNanos = now;
        workers.exited(worker, now);
        loseTasksOf(worker.worker(), worker.incarnation() + 1, "its worker is gone", 0);
    }

    /** Those that ran in an earlier incarnation. */
    private void loseTasksOf(int worker, long before, String reason, long silentNanos) {
        for (TaskId task : placements.tasks()) {
            Placements.Placed placed = placements.latest(task); // of a task that failed before another one may be now
            if (placed != null
                    && placed.location().worker() == worker
                    && placed.location().incarnation() < before) {
                failed(task, placed.attempt(), reason, false, silentNanos);
            }
        }
    }

    private void failed(TaskId task, long attempt, String reason, boolean byItself, long silentNanos) {
        Placements.Placed placed = placements.latest(task);
        if (attempt == job().attemptOf(task) && !Objects.equals(failed.put(task, attempt), attempt)) {
            int worker = placed == null ? 0 : placed.location().worker();
            host.failing(task, new Failure(attempt, worker, reason, silentNanos));
        }
        String process = placed == null ? "" : placed.location().toString();
        job().failed(task, attempt, process, reason, byItself, nowNanos);
    }

    /** Where the attempts that count run, as far as they were placed. */
    public Map<TaskId, Location> places() {
        return placements.roster().places();
    }

    /** Where the attempt at a task that counts runs; null if it was not placed, or will not be replaced. */
    public @Nullable Location placeOf(TaskId task) {
        return placements.current(task);
    }

    // What workers say

    /**
     * A worker has said something.
     *
     * @param id what it is to be answered under, or 0 if it need not be
     */
    public void report(Location from, long id, Report report, long now) {
        nowNanos = now;
        speaker = from;
        report.deliverTo(this);
        if (id != 0 && !(report instanceof Report.Positions)) { // those are answered when they are recorded
            host.send(from, new Order.Answer(id));
        }
    }

    @Override
    public void onFailed(Report.Failed report) {
        int worker = requireNonNull(speaker).worker();
        boolean counts = report.attempt() == job().attemptOf(report.task());
        if (counts && following.leavesNobody(report.task(), report.attempt(), worker, workers.alive())) {
            job().fail(("the leader of task %s was given up, as most of its replicas were in another state, and none of"
                            + " these is left to lead: %s; start the job anew, and see 'levada lint' for what"
                            + " may make replicas differ")
                    .formatted(report.task(), report.reason()));
            return;
        }
        failed(report.task(), report.attempt(), report.reason(), report.byItself(), 0);
    }

    @Override
    public void onTaken(Report.Taken report) {
        job().taken(report.task(), report.attempt(), report.epoch(), report.snapshot());
    }

    @Override
    public void onDeclined(Report.Declined report) {
        job().declined(report.task(), report.attempt(), report.epoch());
    }

    @Override
    public void onCommitted(Report.Committed report) {
        job().committed(report.task(), report.attempt(), report.epoch());
    }

    @Override
    public void onDone(Report.Done report) {
        job().done(report.task(), report.attempt());
    }

    @Override
    public void onPositions(Report.Positions report) {
        job().positions(report.task(), report.attempt(), report.positions());
    }

    @Override
    public void onFenced(Report.Fenced report) {
        job().fenced(report.task(), report.attempt(), report.round(), report.answer());
    }

    @Override
    public void onRestored(Report.Restored report) {
        job().restored(report.task(), report.attempt(), report.round(), report.repeating());
    }

    @Override
    public void onReplayed(Report.Replayed report) {
        job().replayed(report.task(), report.attempt());
    }

    @Override
    public void onConnected(Report.Connected report) {
        survivors.answered(report.task(), report.round());
    }

    @Override
    public void onCollected(Report.Collected report) {
        job().collected(report.round(), report.disk(), report.found(), nowNanos);
    }

    @Override
    public void onDiffers(Report.Differs report) {
        TaskId task = report.task();
        if (report.attempt() != job().attemptOf(task) || !following.isFollowed(task)) {
            return; // what it differs from counts no more
        }
        Following.Finding found =
                following.heard(report, requireNonNull(speaker).worker());
        if (found.verdict() != Dissent.Verdict.KNOWN) {
            host.differing(task, found.problem());
        }
        switch (found.verdict()) {
            case KNOWN, FOLLOWER_DIFFERS -> {}
            case LEADER_DIFFERS -> failed(task, report.attempt(), found.reason(), false, 0);
            case NOBODY_AGREES -> job().fail(found.reason());
        }
    }
}
