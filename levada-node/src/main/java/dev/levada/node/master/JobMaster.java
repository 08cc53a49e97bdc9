package dev.levada.node.master;

import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.JobCoordinator;
import dev.levada.core.determinant.TracedLog;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.io.time.SystemTime;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.storage.JobStorage;
import dev.levada.node.worker.ControlLoop;
import dev.levada.node.worker.JobOptions;
import dev.levada.recovery.Protocols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of a job at work, and the job as its user sees it: whatever processes the tasks run in. Any thread;
 * what the coordinator decides, it decides on its control loop.
 */
public final class JobMaster implements Job, Carrier.Host {
    private static final long TICK_MILLIS = 20;
    private static final long OBSERVE_MILLIS = 500;

    private final JobPlan plan;
    private final String run;
    private final JobOptions options;
    private final JobStorage storage;
    private final ControlLoop control;
    private final Hands hands;
    private final Carrier carrier;
    private final JobCoordinator coordinator;
    private final Upkeep upkeep;
    private final Recoveries recoveries = new Recoveries();
    private final Outcome outcome = new Outcome();
    private final Reporter reporter;
    private final long startEpoch;
    /** Those that wait for an epoch; on the control loop. */
    private final Map<Path, CompletableFuture<Savepoint.Manifest>> savepoints = new LinkedHashMap<>();

    private volatile JobListener listener = new JobListener() {};
    private long raisedRound;
    private long raisingRound;
    private long readingRound;
    private volatile long completedEpochs;
    private long abandonedEpochs;

    /**
     * Goes on from what the storage recalls, when it is {@link #start started}.
     *
     * @param run what the job's state belongs to
     * @param control stopped with the job
     */
    public JobMaster(
            JobPlan plan, String run, JobOptions options, JobStorage storage, ControlLoop control, Hands hands) {
        this.plan = plan;
        this.run = run;
        this.options = options;
        this.storage = storage;
        this.control = control;
        this.hands = hands;
        JobRecovery policy = Protocols.of(plan, options.replaces()).forJob(plan);
        this.carrier =
                new Carrier(plan, options.suspicion(), options.coordinator().resendNanos(), this);
        this.coordinator = new JobCoordinator(plan, policy, options.coordinator(), carrier);
        carrier.serve(coordinator);
        storage.recalled().forEach(coordinator::recall);
        this.startEpoch = coordinator.completeEpoch();
        this.upkeep = new Upkeep(storage.snapshots(), policy.start() == JobRecovery.Start.SNAPSHOT, recoveries);
        this.reporter = new Reporter(plan, hands, recoveries, () -> completedEpochs);
    }

    /** Tells somebody of what happens to the job; before it is started. */
    public void tell(JobListener newListener) {
        listener = newListener;
    }

    /** Begins; workers that were not heard of yet are to be expected. */
    public void start(List<Integer> workers) {
        if (coordinator.finishedBefore()) {
            stop(JobState.FINISHED);
            return;
        }
        control.execute(() -> {
            workers.forEach(worker -> carrier.expect(worker, SystemTime.nanos()));
            if (storage.lasting() && storage.recalled().isEmpty()) {
                record(begun(), () -> {});
            }
            coordinator.start(SystemTime.nanos());
        });
        control.every(TICK_MILLIS, now -> {
            carrier.tick(now);
            coordinator.tick(now);
            observe();
        });
        control.every(OBSERVE_MILLIS, this::observeRecovery);
    }

    private void observeRecovery(long now) {
        if (recoveries.goOn(now)) {
            recoveries.observe(hands.figures());
        }
    }

    private Decision begun() {
        return new Decision.RunBegun(plan.job(), run, Runs.recovery(plan), tasks(plan), options.splits());
    }

    private static Map<String, Integer> tasks(JobPlan plan) {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        plan.chains().forEach(chain -> tasks.put(chain.name(), chain.parallelism()));
        return tasks;
    }

    // What workers say

    /** See {@link Carrier#beat}. */
    public void beat(Location worker, Map<TaskId, Long> held) {
        step(() -> carrier.beat(worker, held, SystemTime.nanos()));
    }

    /** See {@link Carrier#report}. */
    public void report(Location from, long id, Report report) {
        step(() -> {
            long now = SystemTime.nanos();
            if (report instanceof Report.Restored restored) {
                recoveries.restored(restored.task(), restored.attempt(), from, now);
            }
            carrier.report(from, id, report, now);
        });
    }

    /** See {@link Carrier#exited}. */
    public void exited(Location worker) {
        step(() -> carrier.exited(worker, SystemTime.nanos()));
    }

    private void step(Runnable step) {
        control.execute(() -> {
            step.run();
            observe();
        });
    }

    private void observe() {
        if (coordinator.completedEpochs() > completedEpochs) {
            completedEpochs = coordinator.completedEpochs();
            listener.epochCompleted(
                    coordinator.completeEpoch(), Duration.ofNanos(SystemTime.nanos() - coordinator.lastTriggerNanos()));
            keepSavepoints();
            coordinator.relocate(hands.awayFromHome());
            upkeep.sweep(List.copyOf(coordinator.snapshots().values()), coordinator.completeEpoch());
        }
        for (; abandonedEpochs < coordinator.abandonedEpochs(); abandonedEpochs++) {
            listener.epochAbandoned();
        }
        if (!coordinator.recovering() && recoveries.online(SystemTime.nanos())) {
            listener.recovered();
        }
    }

    // Savepoints

    /**
     * Copies the next epoch that is completed.
     *
     * @param target a directory that is empty or not there
     * @return ends when all is written; with an exception if the job ends before, or it cannot be written
     */
    public CompletableFuture<Savepoint.Manifest> savepoint(Path target) {
        CompletableFuture<Savepoint.Manifest> written = new CompletableFuture<>();
        control.execute(() -> {
            if (state().isFinal()) {
                written.completeExceptionally(ended());
            } else {
                savepoints.put(target, written);
            }
        });
        return written;
    }

    /** By the thread that sweeps, and before it is told to: what is copied is there until then. */
    private void keepSavepoints() {
        Savepoint.Manifest manifest = new Savepoint.Manifest(
                plan.job(), run, coordinator.completeEpoch(), tasks(plan), coordinator.snapshots());
        savepoints.forEach((target, written) -> upkeep.inBackground(() -> {
            try {
                Savepoint.write(storage.snapshots(), manifest, target);
                written.complete(manifest);
            } catch (RuntimeException e) {
                written.completeExceptionally(e);
            }
        }));
        savepoints.clear();
    }

    private IllegalStateException ended() {
        return new IllegalStateException("job '%s' has ended".formatted(plan.job()));
    }

    /** A task has failed, and this is why. */
    public void failing(Throwable cause) {
        outcome.failing(cause);
    }

    /** The job cannot go on. */
    public void fail(Throwable cause) {
        if (outcome.fail(cause)) {
            hands.stop();
        }
    }

    /** How many epochs were completed so far. */
    public long completedEpochs() {
        return completedEpochs;
    }

    /** Something could not be closed. */
    public void notClosed(Throwable cause) {
        outcome.notClosed(cause);
    }

    public void warn(String problem) {
        recoveries.warn(problem);
        listener.warned(problem);
    }

    // What the coordinator asks for

    @Override
    public void record(Decision decision, Runnable then) {
        if (storage.lasting()) {
            storage.record(decision, () -> step(then), this::fail);
        } else {
            then.run();
        }
    }

    @Override
    public void send(Location to, Order order) {
        hands.send(to, order);
    }

    @Override
    public void raiseFloors(Deployment deployment, Runnable then) {
        long round = deployment.round();
        if (raisedRound == round) {
            then.run();
        } else if (raisingRound != round) {
            raisingRound = round;
            recoveries.fenced(deployment.attempts(), SystemTime.nanos());
            upkeep.forRecovery(() -> {
                boolean raised = raised(deployment);
                step(() -> floorsAre(raised, round, then));
            });
        }
    }

    private boolean raised(Deployment deployment) {
        try {
            storage.snapshots().raiseFloors(deployment.attempts());
            return true;
        } catch (UncheckedIOException e) {
            warn("what is void could not be shut out of the store: " + e.getMessage());
            return false;
        }
    }

    private void floorsAre(boolean raised, long round, Runnable then) {
        if (raisingRound == round) {
            raisingRound = 0;
            if (raised) {
                raisedRound = round;
                then.run();
            }
        }
    }

    @Override
    public void readLogs(long round, Map<TaskId, Long> floors, long epoch, Consumer<List<TracedLog>> then) {
        if (readingRound == round) {
            return; // it is being read
        }
        readingRound = round;
        upkeep.inBackground(() -> {
            Optional<List<TracedLog>> found = found(floors, epoch);
            step(() -> {
                if (readingRound == round) {
                    readingRound = 0;
                    found.ifPresent(then);
                }
            });
        });
    }

    private Optional<List<TracedLog>> found(Map<TaskId, Long> floors, long epoch) {
        try {
            storage.snapshots().raiseFloors(floors);
            return Optional.of(StoredTracedLog.read(storage.snapshots(), epoch));
        } catch (UncheckedIOException | IOException e) {
            warn("what tasks chose could not be read from the store now: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public @Nullable Location place(TaskId task, List<Location> alive) {
        return hands.place(task, alive);
    }

    @Override
    public Map<TaskId, Location> standbys(Set<TaskId> tasks, List<Location> alive) {
        return hands.standbys(tasks, alive);
    }

    @Override
    public void failing(TaskId task, Carrier.Failure failure) {
        recoveries.began(task, failure, SystemTime.nanos());
        listener.failed(task);
    }

    @Override
    public void differing(TaskId task, String problem) {
        warn(problem);
        listener.differed();
    }

    @Override
    public String hostOf(Location worker) {
        return hands.hostOf(worker);
    }

    @Override
    public boolean failsAsOne() {
        return hands.failsAsOne();
    }

    @Override
    public String diskOf(Location worker) {
        return hands.diskOf(worker);
    }

    @Override
    public void suspected(Location worker, long silentNanos) {
        recoveries.suspected(worker, silentNanos);
        hands.suspected(worker);
    }

    @Override
    public void finished() {
        stop(JobState.FINISHED);
    }

    @Override
    public void stopped() {
        stop(JobState.CANCELLED);
    }

    @Override
    public void failed(String reason) {
        if (outcome.fail(reason)) {
            hands.stop();
        }
    }

    private void stop(JobState finalState) {
        if (outcome.end(finalState)) {
            hands.stop();
        }
    }

    /** The tasks have ended, and no process of theirs uses the storage any more. */
    public void closed() {
        control.execute(() -> {
            savepoints.values().forEach(waiting -> waiting.completeExceptionally(ended()));
            savepoints.clear();
        });
        control.stop();
        upkeep.close(
                () -> { // after all that still uses the storage
                    try {
                        storage.close();
                    } catch (IOException e) {
                        warn("the state directory could not be closed: " + e.getMessage());
                    }
                    outcome.conclude(report());
                });
    }

    /** Where the attempts that count run, as far as they were placed; on the control loop. */
    public Map<TaskId, Location> places() {
        return carrier.places();
    }

    /** Where the attempt at a task that counts runs; null if it was not placed. On the control loop. */
    public @Nullable Location placeOf(TaskId task) {
        return carrier.placeOf(task);
    }

    // The job as its user sees it

    @Override
    public JobPlan plan() {
        return plan;
    }

    @Override
    public JobState state() {
        return outcome.state();
    }

    @Override
    public long startEpoch() {
        return startEpoch;
    }

    @Override
    public JobReport report() {
        JobState now = state();
        return reporter.report(now, now.isFinal() ? outcome.failure() : null);
    }

    @Override
    public JobReport join() {
        try {
            return outcome.join(plan.job());
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            return report();
        }
    }

    @Override
    public void cancel() {
        step(coordinator::stop);
    }

    @Override
    public void crash(TaskId task) {
        hands.crash(known(task));
    }

    @Override
    public void freeze(TaskId task) {
        hands.frozen(known(task), true);
    }

    @Override
    public void unfreeze(TaskId task) {
        hands.frozen(known(task), false);
    }

    private TaskId known(TaskId task) {
        boolean there = plan.chains().stream()
                .anyMatch(chain -> chain.name().equals(task.chain()) && task.index() < chain.parallelism());
        if (!there) {
            throw new IllegalArgumentException("job '%s' has no task %s".formatted(plan.job(), task));
        }
        return task;
    }

    @Override
    public void release(String chain) {
        hands.release(plan.chain(chain).name());
    }

    @Override
    public void interval(String chain, Duration interval) {
        hands.interval(plan.chain(chain).name(), interval.toNanos());
    }

    @Override
    public List<TaskStatus> tasks() {
        return reporter.tasks();
    }

    /** What the job's state belongs to. */
    public String run() {
        return run;
    }
}
