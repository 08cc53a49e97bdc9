package dev.levada.node.embedded;

import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.placement.Placement;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskState;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.recovery.Protocols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A job in this process: its tasks, their loops, and what happens when one of them ends. */
final class EmbeddedJob implements Job, EventLoop.Listener {
    private final JobPlan plan;
    private final JobRecovery recovery;
    private final Reporter reporter;
    private final Map<TaskId, Hosted> tasks = new LinkedHashMap<>();
    private final List<EventLoop> loops = new ArrayList<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger uncommitted = new AtomicInteger();
    private final AtomicInteger openLoops = new AtomicInteger();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PROCESSING);
    private volatile JobState state = JobState.RUNNING;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CompletableFuture<JobReport> end = new CompletableFuture<>();

    /** What can still happen to the job: once it commits, it can fail, but not be cancelled halfway. */
    private enum Phase {
        PROCESSING,
        COMMITTING,
        STOPPING
    }

    /** A task and the loop that it lives on. */
    record Hosted(Task task, EventLoop loop) {}

    /** How an embedded job is laid out. */
    record Options(int loops, int batchSize, long seed, Set<String> held) {
        Options {
            held = Set.copyOf(held);
        }
    }

    EmbeddedJob(JobPlan plan, Recovery choice, Map<String, List<String>> splits, Options options) {
        this.plan = plan;
        RecoveryProtocol protocol = Protocols.of(choice, plan.guarantee());
        this.recovery = protocol.forJob(plan);
        Map<TaskId, EventLoop> placed = place(options.loops());
        LocalWiring wiring = new LocalWiring(plan, splits, protocol, placed::get, options);
        placed.forEach((id, loop) -> {
            Task task = TaskFactory.build(plan, id, wiring);
            task.held(options.held().contains(id.chain()));
            tasks.put(id, new Hosted(task, loop));
            loop.add(task);
        });
        this.reporter = new Reporter(plan, choice, tasks, wiring.latencies());
        unfinished.set(tasks.size());
        openLoops.set(loops.size());
    }

    private Map<TaskId, EventLoop> place(int wanted) {
        Map<TaskId, Integer> onLoops = Placement.onLoops(plan, wanted);
        for (int i = 0; i < wanted; i++) {
            loops.add(new EventLoop("levada-loop-" + i, this));
        }
        Map<TaskId, EventLoop> placed = new LinkedHashMap<>();
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId id = chain.task(index);
                Integer loop = onLoops.get(id);
                placed.put(id, loop != null ? loops.get(loop) : ownLoop(id));
            }
        }
        return placed;
    }

    private EventLoop ownLoop(TaskId id) {
        EventLoop own = new EventLoop("levada-" + id, this);
        loops.add(own);
        return own;
    }

    void start() {
        loops.forEach(EventLoop::start);
    }

    @Override
    public void finished(Task task) {
        endedOne();
    }

    @Override
    public void failed(Throwable cause) {
        if (failure.compareAndSet(null, cause) && phase.getAndSet(Phase.STOPPING) != Phase.STOPPING) {
            stop(JobState.FAILED);
        }
    }

    private void lost(Hosted hosted) {
        TaskState before = hosted.task().state();
        if (before == TaskState.FINISHED || before == TaskState.LOST || state.isFinal()) {
            return;
        }
        hosted.loop().attempt(hosted.task()::lose);
        if (recovery.taskLost(hosted.task().id()) == JobRecovery.Decision.FAIL_JOB) {
            failed(new IllegalStateException(
                    ("task %s crashed, and the job runs %s without a recovery protocol that could"
                                    + " bring it back; with at-most-once it would go on without the task")
                            .formatted(hosted.task().id(), plan.guarantee().label())));
        } else {
            hosted.loop().discard(hosted.task());
            endedOne();
        }
    }

    private void endedOne() {
        if (unfinished.decrementAndGet() == 0 && phase.compareAndSet(Phase.PROCESSING, Phase.COMMITTING)) {
            commit();
        }
    }

    /** Everything is processed and prepared: now, and only now, sinks show it. */
    private void commit() {
        List<Hosted> prepared = tasks.values().stream()
                .filter(hosted -> hosted.task().state() == TaskState.FINISHED)
                .toList();
        uncommitted.set(prepared.size() + 1);
        for (Hosted hosted : prepared) {
            hosted.loop()
                    .execute(() -> hosted.loop().attempt(() -> {
                        hosted.task().commit();
                        committedOne();
                    }));
        }
        committedOne(); // so that a job none of whose tasks is left ends too
    }

    private void committedOne() {
        if (uncommitted.decrementAndGet() == 0 && phase.compareAndSet(Phase.COMMITTING, Phase.STOPPING)) {
            stop(JobState.FINISHED);
        }
    }

    private void stop(JobState finalState) {
        state = finalState;
        loops.forEach(EventLoop::stop);
    }

    @Override
    public void closed() {
        if (openLoops.decrementAndGet() == 0) {
            Throwable cause = failure.get();
            JobReport report = report();
            if (state == JobState.FAILED && cause != null) {
                end.completeExceptionally(new JobFailedException(report, cause));
            } else {
                end.complete(report);
            }
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
        return reporter.report(state, failure.get());
    }

    @Override
    public JobPlan plan() {
        return plan;
    }

    @Override
    public JobState state() {
        return state;
    }

    @Override
    public void cancel() {
        if (phase.compareAndSet(Phase.PROCESSING, Phase.STOPPING)) {
            stop(JobState.CANCELLED);
        }
    }

    @Override
    public void crash(TaskId task) {
        Hosted hosted = hosted(task);
        hosted.loop().execute(() -> lost(hosted));
    }

    @Override
    public void freeze(TaskId task) {
        tell(task, each -> each.frozen(true));
    }

    @Override
    public void unfreeze(TaskId task) {
        tell(task, each -> each.frozen(false));
    }

    @Override
    public void release(String chain) {
        tellAll(chain, task -> task.held(false));
    }

    @Override
    public void interval(String chain, Duration interval) {
        tellAll(chain, task -> task.intervalNanos(interval.toNanos()));
    }

    @Override
    public List<TaskStatus> tasks() {
        return reporter.tasks();
    }

    private void tellAll(String chain, Consumer<Task> deed) {
        JobPlan.Chain all = plan.chain(chain);
        for (int index = 0; index < all.parallelism(); index++) {
            tell(all.task(index), deed);
        }
    }

    private void tell(TaskId task, Consumer<Task> deed) {
        Hosted hosted = hosted(task);
        hosted.loop().execute(() -> deed.accept(hosted.task()));
    }

    private Hosted hosted(TaskId task) {
        Hosted hosted = tasks.get(task);
        if (hosted == null) {
            throw new IllegalArgumentException("job '%s' has no task %s".formatted(plan.job(), task));
        }
        return hosted;
    }
}
