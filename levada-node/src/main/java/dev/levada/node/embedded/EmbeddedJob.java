package dev.levada.node.embedded;

import static java.util.Objects.requireNonNull;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.JobCoordinator;
import dev.levada.cluster.placement.Placement;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.Task;
import dev.levada.io.time.SystemTime;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.savepoint.Redistribution;
import dev.levada.node.savepoint.Savepoint;
import dev.levada.node.storage.JobStorage;
import dev.levada.recovery.Protocols;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A job in this process: its tasks, their loops, and the coordinator that decides about them. */
final class EmbeddedJob implements Job, EventLoop.Listener {
    private final JobPlan plan;
    private final JobOptions options;
    private final JobStorage storage;
    private final JobRecovery policy;
    private final JobActions actions;
    private final long startEpoch;
    private final JobCoordinator coordinator;
    private final CoordinatorLoop coordinatorLoop = new CoordinatorLoop(this::broken);
    private final ExecutorService background = Executors.newSingleThreadExecutor(EmbeddedJob::backgroundThread);
    private final Deployer deployer;
    private final Reporter reporter;
    private final Recoveries recoveries = new Recoveries();
    private final Map<TaskId, Slot> slots = new LinkedHashMap<>();
    private final Map<TaskId, LatencyRecorder> latencies = new LinkedHashMap<>();
    private final List<EventLoop> loops = new ArrayList<>();
    private final AtomicInteger openLoops = new AtomicInteger();
    private final AtomicReference<JobState> state = new AtomicReference<>(JobState.RUNNING);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<JobReport> end = new CompletableFuture<>();
    private volatile long completedEpochs;
    /** The snapshots of the complete epoch before the last; the background thread's alone. */
    private List<StoredSnapshot> completeBefore = List.of();

    EmbeddedJob(JobPlan plan, String run, JobOptions options, JobStorage storage, @Nullable Savepoint savepoint) {
        this.plan = plan;
        this.options = options;
        this.storage = storage;
        RecoveryProtocol protocol = Protocols.of(options.recovery(), options.replaces());
        this.policy = protocol.forJob(plan);
        this.actions = new JobActions(this);
        this.coordinator = new JobCoordinator(plan, policy, options.coordinator(), actions);
        storage.recalled().forEach(coordinator::recall);
        this.startEpoch = coordinator.completeEpoch();
        this.deployer = new Deployer(
                this,
                plan,
                protocol,
                policy,
                options,
                run,
                savepoint == null ? null : new Redistribution(savepoint, plan));
        place(options.loops());
        this.reporter = new Reporter(plan, options.recovery(), slots, latencies, recoveries, () -> completedEpochs);
        openLoops.set(loops.size());
    }

    private void place(int wanted) {
        Map<TaskId, Integer> onLoops = Placement.onLoops(plan, wanted);
        for (int i = 0; i < wanted; i++) {
            loops.add(new EventLoop("levada-loop-" + i, this));
        }
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId id = chain.task(index);
                Integer loop = onLoops.get(id);
                boolean held = options.held().contains(chain.name());
                slots.put(id, new Slot(id, loop != null ? loops.get(loop) : ownLoop(id), held));
                latencies.put(id, new LatencyRecorder());
            }
        }
    }

    private EventLoop ownLoop(TaskId id) {
        EventLoop own = new EventLoop("levada-" + id, this);
        loops.add(own);
        return own;
    }

    private static Thread backgroundThread(Runnable work) {
        Thread thread = new Thread(work, "levada-snapshots");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        loops.forEach(EventLoop::start);
        if (coordinator.finishedBefore()) {
            stop(JobState.FINISHED);
            return;
        }
        coordinatorLoop.execute(() -> {
            if (storage.lasting() && storage.recalled().isEmpty()) {
                actions.record(
                        new Decision.RunBegun(
                                plan.job(),
                                deployer.run(),
                                options.recovery().label(),
                                tasksPerChain(),
                                options.splits()),
                        () -> {});
            }
            coordinator.start(SystemTime.nanos());
        });
        coordinatorLoop.tickWith(coordinator::tick);
    }

    private Map<String, Integer> tasksPerChain() {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        plan.chains().forEach(chain -> tasks.put(chain.name(), chain.parallelism()));
        return tasks;
    }

    JobStorage storage() {
        return storage;
    }

    boolean keepsSnapshots() {
        return policy.start() == JobRecovery.Start.SNAPSHOT;
    }

    LatencyListener latency(TaskId task) {
        return requireNonNull(latencies.get(task));
    }

    /** Tells the coordinator something, soon. Any thread. */
    void tell(Consumer<JobCoordinator> report) {
        coordinatorLoop.execute(() -> {
            report.accept(coordinator);
            if (coordinator.completedEpochs() > completedEpochs) {
                completedEpochs = coordinator.completedEpochs();
                sweep(List.copyOf(coordinator.snapshots().values()), coordinator.completeEpoch());
            }
            if (!coordinator.recovering()) {
                recoveries.online(SystemTime.nanos());
            }
        });
    }

    /** Deletes what nobody goes back to: all but the last two complete epochs. */
    private void sweep(List<String> names, long epoch) {
        if (!keepsSnapshots()) {
            return;
        }
        inBackground(() -> {
            try {
                List<StoredSnapshot> complete = new ArrayList<>();
                for (String name : names) {
                    complete.add(SnapshotReader.read(storage.snapshots(), name));
                }
                List<StoredSnapshot> kept = new ArrayList<>(complete);
                kept.addAll(completeBefore);
                SnapshotReader.sweep(storage.snapshots(), kept, epoch);
                completeBefore = complete;
            } catch (IOException | RuntimeException e) {
                warn("old snapshots could not be deleted: " + e.getMessage());
            }
        });
    }

    /** Runs something that may wait for the disk. */
    void inBackground(Runnable work) {
        try {
            background.execute(work);
        } catch (RejectedExecutionException e) {
            return; // the job is over: nobody waits for it any more
        }
    }

    void warn(String problem) {
        recoveries.warn(problem);
    }

    void deploy(Deployment deployment) {
        recoveries.fenced(SystemTime.nanos());
        inBackground(() -> {
            try {
                deployer.deploy(deployment);
            } catch (IOException | RuntimeException e) {
                end(unreadable(e));
            }
        });
    }

    private static Throwable unreadable(Exception cause) {
        return new BadInputException(
                "what the job has to go on from cannot be read: %s; nothing was changed".formatted(cause.getMessage()),
                cause);
    }

    @Override
    public void failed(Task task, Throwable cause) {
        Slot slot = slot(task.id());
        if (slot.task() == task && !slot.isDown()) {
            openFailed(slot, task.attempt(), cause);
        }
    }

    /** On the slot's loop. */
    void openFailed(Slot slot, long attempt, Throwable cause) {
        slot.halt();
        fatalOrRetried(slot.id(), attempt, cause);
    }

    private void fatalOrRetried(TaskId task, long attempt, Throwable cause) {
        if (state().isFinal()) {
            failure.compareAndSet(null, cause); // of closing: told, but nothing more can be done
            return;
        }
        boolean retried = options.recovery() != Recovery.none()
                && !(cause instanceof BadInputException)
                && !(cause instanceof Error);
        if (!retried) {
            end(cause);
            return;
        }
        failure.set(cause);
        recoveries.began(task, SystemTime.nanos());
        tell(each -> each.failed(task, attempt, String.valueOf(cause.getMessage()), true, SystemTime.nanos()));
    }

    /** Something about an attempt went wrong in the background, and would again. */
    void fatal(TaskId task, long attempt, Throwable cause) {
        Slot slot = slot(task);
        slot.loop().execute(() -> {
            if (slot.runs(attempt)) { // what a void attempt cannot store any more is nobody's loss
                end(cause);
            }
        });
    }

    @Override
    public void broken(Throwable cause) {
        end(cause);
    }

    /** The job has failed. */
    private void end(Throwable cause) {
        if (state.compareAndSet(JobState.RUNNING, JobState.FAILED)) {
            failure.set(cause);
            stopLoops();
        }
    }

    void fail(String reason) {
        if (state.compareAndSet(JobState.RUNNING, JobState.FAILED)) {
            failure.compareAndSet(null, new IllegalStateException(reason));
            stopLoops();
        }
    }

    void finish() {
        stop(JobState.FINISHED);
    }

    void stopped() {
        stop(JobState.CANCELLED);
    }

    private void stop(JobState finalState) {
        if (state.compareAndSet(JobState.RUNNING, finalState)) {
            failure.set(null);
            stopLoops();
        }
    }

    private void stopLoops() {
        loops.forEach(EventLoop::stop);
    }

    @Override
    public void closed() {
        if (openLoops.decrementAndGet() > 0) {
            return;
        }
        coordinatorLoop.stop();
        background.execute(this::conclude); // after all that still uses the storage
        background.shutdown();
    }

    private void conclude() {
        try {
            storage.close();
        } catch (IOException e) {
            warn("the state directory could not be closed: " + e.getMessage());
        }
        Throwable cause = failure.get();
        JobReport report = report();
        if (state.get() == JobState.FAILED && cause != null) {
            end.completeExceptionally(new JobFailedException(report, cause));
        } else {
            end.complete(report);
        }
    }

    @Override
    public JobReport join() {
        try {
            return end.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            return report();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobFailedException failed) {
                throw failed;
            }
            throw new IllegalStateException("job '%s' ended without a report".formatted(plan.job()), e.getCause());
        }
    }

    @Override
    public JobReport report() {
        JobState now = state();
        return reporter.report(now, now.isFinal() ? failure.get() : null);
    }

    @Override
    public JobPlan plan() {
        return plan;
    }

    @Override
    public long startEpoch() {
        return startEpoch;
    }

    @Override
    public JobState state() {
        return requireNonNull(state.get());
    }

    @Override
    public void cancel() {
        tell(JobCoordinator::stop);
    }

    @Override
    public void crash(TaskId task) {
        Slot slot = hosted(task);
        slot.loop().execute(() -> slot.onceFilled(any -> crash(slot)));
    }

    private void crash(Slot slot) {
        Task gone = slot.task();
        if (gone != null && !slot.isDown() && !state().isFinal()) {
            slot.halt();
            slot.frozen(false); // what takes its place begins anew
            recoveries.began(slot.id(), SystemTime.nanos());
            tell(each -> each.failed(slot.id(), gone.attempt(), slot.id() + " crashed", false, SystemTime.nanos()));
        }
    }

    @Override
    public void freeze(TaskId task) {
        frozen(hosted(task), true);
    }

    @Override
    public void unfreeze(TaskId task) {
        frozen(hosted(task), false);
    }

    /** In the order of the commands, and of those a crash waits for the first attempt. */
    private static void frozen(Slot slot, boolean freeze) {
        slot.loop().execute(() -> slot.onceFilled(any -> slot.frozen(freeze)));
    }

    @Override
    public void release(String chain) {
        onAll(chain, slot -> slot.held(false));
    }

    @Override
    public void interval(String chain, Duration interval) {
        onAll(chain, slot -> slot.intervalNanos(interval.toNanos()));
    }

    @Override
    public List<TaskStatus> tasks() {
        return reporter.tasks();
    }

    private void onAll(String chain, Consumer<Slot> deed) {
        JobPlan.Chain all = plan.chain(chain);
        for (int index = 0; index < all.parallelism(); index++) {
            Slot slot = hosted(all.task(index));
            slot.loop().execute(() -> deed.accept(slot));
        }
    }

    /** The slot of a task of this job. */
    Slot slot(TaskId task) {
        return requireNonNull(slots.get(task));
    }

    private Slot hosted(TaskId task) {
        Slot slot = slots.get(task);
        if (slot == null) {
            throw new IllegalArgumentException("job '%s' has no task %s".formatted(plan.job(), task));
        }
        return slot;
    }
}
