package dev.levada.node.worker;

import static java.util.Objects.requireNonNull;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.placement.Placement;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.LocalConnection;
import dev.levada.cluster.worker.Materials;
import dev.levada.cluster.worker.Notice;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.cluster.worker.Worker;
import dev.levada.cluster.worker.WorkerHost;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.channel.Signal;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.LatencyListener;
import dev.levada.recovery.log.replica.Copies;
import dev.levada.recovery.replicate.Replicated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tasks of a job in this process, on their event loops. Any thread may call its methods. */
public final class TaskRunner implements WorkerHost, EventLoop.Listener {
    private static final int CHANNEL_ELEMENTS = 16;
    private static final long BEAT_MILLIS = 100;
    private static final long ASK_SOON_MILLIS = 2;
    /** A byte in the store is five or more in memory: so standing by takes half of it at most. */
    private static final int STANDBY_SHARE = 12;

    private final Assignment job;
    private final JobRecovery policy;
    private final Outside outside;
    private final ControlLoop control;
    private final StoreThreads storing;
    private final CallThreads callThreads = new CallThreads();
    private final Worker worker;
    private final @Nullable Determinants determinants;
    private final Codecs codecs;
    private final Map<TaskId, Slot> slots = new LinkedHashMap<>();
    private final Map<TaskId, Latencies> latencies = new LinkedHashMap<>();
    private final List<EventLoop> loops = new ArrayList<>();
    private final AtomicInteger openLoops = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** What is beyond the tasks of this process. None of its methods waits for anything. */
    public interface Outside {

        /** See {@link WorkerHost#failsAsOne}. */
        boolean failsAsOne();

        /** See {@link WorkerHost#beat}. */
        void beat(Map<TaskId, Long> held);

        /** See {@link WorkerHost#send}. */
        void send(long id, Report report);

        /** Tells a worker elsewhere of a consumer's wish. It may get lost. */
        void ask(Location producer, OpenRequest request);

        /** Begins a connection to a consumer elsewhere. */
        Connection accept(OpenRequest request);

        /** Asks another process to hold something. It may get lost. */
        default void copy(Location to, Copies.Copy copy) {}

        /** Tells another process that what it asked for is held up to there. It may get lost. */
        default void held(Location to, long upTo) {}

        /** An attempt has failed, and may be replaced; the coordinator hears of it, too. */
        void failed(TaskId task, Throwable cause);

        /** The job cannot go on. */
        void fatal(Throwable cause);

        /** What went wrong while something was closed. */
        void notClosed(Throwable cause);

        void warn(String problem);

        default void noticed(Notice notice) {}

        /** An attempt is up. */
        default void began(Attempt attempt) {}

        /** All tasks are closed, and nothing of this process uses the store any more. */
        void closed();
    }

    /**
     * Makes the event loops, and starts none.
     *
     * @param control the thread on which orders are carried out
     */
    public TaskRunner(Assignment job, ControlLoop control, Outside outside) {
        this.job = job;
        this.policy = job.policy();
        this.outside = outside;
        this.control = control;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        this.codecs = new Codecs(loader != null ? loader : TaskRunner.class.getClassLoader());
        place(job.options().loops());
        this.storing = new StoreThreads(job.options().loops());
        this.worker = new Worker(job.plan(), policy, this);
        this.determinants = new Keeping(job, policy, worker, outside, this::inBackground).determinants();
        openLoops.set(loops.size());
    }

    private void place(int wanted) {
        Map<TaskId, Integer> onLoops = Placement.onLoops(job.plan(), wanted);
        for (int i = 0; i < wanted; i++) {
            loops.add(new EventLoop("levada-loop-" + i, this));
        }
        for (JobPlan.Chain chain : job.plan().chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId id = chain.task(index);
                Integer loop = onLoops.get(id);
                boolean held = job.options().held().contains(chain.name());
                slots.put(id, new Slot(id, loop != null ? loops.get(loop) : ownLoop(id), held));
                latencies.put(id, new Latencies());
            }
        }
    }

    private EventLoop ownLoop(TaskId id) {
        EventLoop own = new EventLoop("levada-" + id, this);
        loops.add(own);
        return own;
    }

    /** Starts the event loops. */
    public void start() {
        loops.forEach(EventLoop::start);
        control.every(BEAT_MILLIS, now -> {
            worker.beat();
            if (determinants != null) {
                determinants.beat();
            }
        });
    }

    /** Closes all tasks where they stand, soon; {@link Outside#closed} tells when that is done. */
    public void stop() {
        stopping.set(true);
        loops.forEach(EventLoop::stop);
    }

    @Override
    public void broken(Throwable cause) {
        outside.fatal(cause);
    }

    @Override
    public void closed() {
        if (openLoops.decrementAndGet() == 0) {
            callThreads.close();
            if (determinants == null) {
                storing.close(outside::closed);
            } else {
                determinants.close(() -> storing.close(outside::closed));
            }
        }
    }

    // Orders, and what answers them

    /** The coordinator has said something. */
    public void order(Order order) {
        if (determinants != null) {
            determinants.told(order);
            if (order instanceof Order.Complete complete) {
                determinants.complete(complete.epoch());
            }
        }
        control.execute(() -> order.deliverTo(worker));
    }

    /** What runs attempts, for those that carry connections. */
    public Worker worker() {
        return worker;
    }

    @Override
    public void onTask(TaskId task, Runnable deed) {
        slot(task).loop().execute(deed);
    }

    /**
     * Runs something when the loop of a task has given all of its tasks their turns; on that loop's thread.
     *
     * @param deed always the same object, so that it runs once
     */
    public void afterPass(TaskId task, Runnable deed) {
        slot(task).loop().afterPass(deed);
    }

    @Override
    public void onWorker(Runnable deed) {
        control.execute(deed);
    }

    @Override
    public void inBackground(Runnable deed) {
        storing.read(deed);
    }

    /** Runs something that writes to the store, after all that was given before. */
    void write(Runnable deed) {
        storing.write(deed);
    }

    @Override
    public Codecs codecs() {
        return codecs;
    }

    @Override
    public SnapshotStorage storage() {
        return job.storage();
    }

    @Override
    public boolean failsAsOne() {
        return outside.failsAsOne();
    }

    @Override
    public long standbyBytes() {
        return Runtime.getRuntime().maxMemory() / STANDBY_SHARE;
    }

    @Override
    public String run() {
        return job.run();
    }

    @Override
    public TaskStart begin(TaskId task, TaskStart given, Order.Start order) throws IOException {
        TaskStart start =
                determinants == null ? given : Determinants.takenOver(job.storage(), given, task, order.deployment());
        if (start.epoch() > 0 || start.window().isWithin()) {
            return start;
        }
        try {
            return job.beginnings().of(task, start, codecs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        if (determinants == null) {
            then.accept(false);
        } else {
            determinants.handIn(round, replaced, line, then);
        }
    }

    @Override
    public void settle(Runnable then) {
        if (determinants == null) {
            then.run();
        } else {
            determinants.settle(then);
        }
    }

    @Override
    public boolean collect(Order.Collect order) throws IOException {
        return determinants != null && determinants.collect(order);
    }

    @Override
    public void notCollected(Order.Collect order, Exception cause) {
        outside.warn("what tasks chose could not be read from the disk of this host for recovery %d: %s"
                .formatted(order.round(), cause.getMessage()));
    }

    @Override
    public boolean beginsLog(RecoveryLine line) {
        return determinants != null && determinants.begins(line);
    }

    @Override
    public Attempt build(Worker by, TaskId task, TaskStart start, Order.Start order) {
        Slot slot = slot(task);
        CatchUp catchUp = new CatchUp(requireNonNull(latencies.get(task)));
        Seat seat = new Seat(
                this, slot.loop(), isFollowed(task), start, order.deployment().round(), catchUp);
        Attempt attempt = new Attempt(by, job.plan(), task, start, order.roster(), seat);
        slot.fill(attempt, catchUp);
        return attempt;
    }

    private boolean isFollowed(TaskId task) {
        return Replicated.hasFollowers(job.plan(), job.plan().chain(task.chain()));
    }

    @Override
    public TaskStart beginsJob(TaskId task, TaskStart fresh) throws IOException {
        return job.beginnings().of(task, fresh, codecs());
    }

    @Override
    public List<DeterminantSlice> known(TaskId task) {
        return determinants == null ? List.of() : determinants.known(task);
    }

    @Override
    public Attempt buildFollower(Worker by, TaskId task, TaskStart start) {
        Slot slot = slot(task);
        CatchUp catchUp = new CatchUp(requireNonNull(latencies.get(task)));
        Seat seat = new Seat(this, slot.loop(), isFollowed(task), start, 0, catchUp);
        Attempt follower = Attempt.following(by, job.plan(), task, start, seat);
        slot.follow(follower, seat, catchUp);
        return follower;
    }

    @Override
    public void leads(Attempt follower, Order.Start order) {
        slot(follower.id()).lead(follower, order.deployment().round());
    }

    @Override
    public void stoppedFollowing(TaskId task, String reason) {
        outside.warn("task %s is not followed here any more: %s; another follower begins with the next epoch"
                .formatted(task, reason));
    }

    @Override
    public void opened(Attempt attempt) {
        slot(attempt.id()).opened();
        outside.began(attempt);
        if (asking.compareAndSet(false, true)) { // those that wait for it need not wait for the next beat
            control.executeAfter(ASK_SOON_MILLIS, () -> {
                asking.set(false);
                worker.askAgain();
            });
        }
    }

    @Override
    public void unbuildable(TaskId task, long attempt, Throwable cause) {
        failed(task, cause);
    }

    @Override
    public void unreadable(Order.Start order, Exception cause) {
        outside.warn("what tasks begin with could not be read now: " + cause.getMessage());
    }

    @Override
    public void corrupt(Order.Start order, RuntimeException cause) {
        outside.fatal(new BadInputException(
                "what the job has to go on from cannot be read: %s; nothing was changed".formatted(cause.getMessage()),
                cause));
    }

    @Override
    public void beat(Map<TaskId, Long> held) {
        outside.beat(held);
    }

    @Override
    public void send(long id, Report report) {
        outside.send(id, report);
    }

    @Override
    public void noticed(Notice notice) {
        outside.noticed(notice);
    }

    // What attempts ask for; see Seat

    Materials materials(LatencyListener latency, Signal wakesTask) {
        return new TaskMaterials(job, codecs, latency, callThreads, wakesTask);
    }

    Location here() {
        return job.here();
    }

    boolean keepsSnapshots() {
        return policy.start() == JobRecovery.Start.SNAPSHOT;
    }

    /** Only of protocols that log. */
    Determinants log() {
        return requireNonNull(determinants);
    }

    RemoteOutput.Wire wire(Connection connection) {
        return determinants == null ? connection::frame : determinants.wire(connection);
    }

    Predicate<byte[]> attachments(Connection connection) {
        return determinants == null ? Surroundings.nothingAttached() : determinants.attachments(connection);
    }

    boolean recordsAtOnce() {
        return !job.lasting();
    }

    void ask(Location producer, OpenRequest request) {
        if (producer.equals(job.here())) {
            asked(request);
        } else {
            outside.ask(producer, request);
        }
    }

    /** A consumer wants a connection to a task here. */
    public void asked(OpenRequest request) {
        worker.with(request.channel().producer(), request.producerAttempt(), each -> each.asked(request));
    }

    /** Another process asks for something to be held. */
    public void hold(Location from, Copies.Copy copy) {
        if (determinants != null) {
            determinants.hold(from, copy);
        }
    }

    /** Another process holds what it was asked for up to there. */
    public void held(Location by, long upTo) {
        if (determinants != null) {
            determinants.held(by, upTo);
        }
    }

    Connection accept(OpenRequest request) {
        if (!request.consumer().equals(job.here())) {
            return outside.accept(request);
        }
        EventLoop consumer = slot(request.channel().consumer()).loop();
        EventLoop producer = slot(request.channel().producer()).loop();
        LocalChannel channel = new LocalChannel(request.channel(), CHANNEL_ELEMENTS, consumer, producer);
        LocalConnection connection = new LocalConnection(request, channel, this::acknowledged);
        worker.with(request.channel().consumer(), request.consumerAttempt(), each -> each.opened(connection));
        return connection;
    }

    private void acknowledged(Connection connection, long upTo) {
        OpenRequest request = connection.request();
        worker.with(
                request.channel().producer(), request.producerAttempt(), each -> each.acknowledged(connection, upTo));
    }

    void failed(TaskId task, Throwable cause) {
        if (stopping.get()) {
            outside.notClosed(cause);
        } else if (job.plan().recoveries().contains(Recovery.none())
                || cause instanceof BadInputException
                || cause instanceof Error) {
            outside.fatal(cause);
        } else {
            outside.failed(task, cause);
        }
    }

    void notClosed(Throwable cause) {
        outside.notClosed(cause);
    }

    void fatal(Throwable cause) {
        outside.fatal(cause);
    }

    void warn(String problem) {
        outside.warn(problem);
    }

    // What people ask for

    /** Kills a task as a failure would. */
    public void crash(TaskId task) {
        onceFilled(task, each -> {
            slot(task).frozen(false); // what takes its place begins anew
            each.crash();
        });
    }

    /** Makes a task stop processing, or go on. In the order of the commands. */
    public void frozen(TaskId task, boolean freeze) {
        onceFilled(task, any -> slot(task).frozen(freeze));
    }

    private void onceFilled(TaskId task, Consumer<Attempt> deed) {
        onTask(task, () -> slot(task).onceFilled(deed));
    }

    /** Lets a chain go that was started held back. */
    public void release(String chain) {
        onAll(chain, slot -> slot.held(false));
    }

    /** Makes a task wait from one record to the next; 0 ends that. */
    public void interval(TaskId task, long nanos) {
        onTask(task, () -> slot(task).intervalNanos(nanos));
    }

    /** Makes each task of a chain wait from one record to the next; 0 ends that. */
    public void interval(String chain, long nanos) {
        onAll(chain, slot -> slot.intervalNanos(nanos));
    }

    private void onAll(String chain, Consumer<Slot> deed) {
        JobPlan.Chain all = job.plan().chain(chain);
        for (int index = 0; index < all.parallelism(); index++) {
            Slot slot = slot(all.task(index));
            slot.loop().execute(() -> deed.accept(slot));
        }
    }

    private Slot slot(TaskId task) {
        return requireNonNull(slots.get(task));
    }

    /** How the tasks are that have run in this process. */
    public List<TaskFigures> figures() {
        return slots.values().stream()
                .filter(slot -> slot.attempt() != null)
                .map(slot -> slot.figures(requireNonNull(latencies.get(slot.id()))))
                .toList();
    }
}
