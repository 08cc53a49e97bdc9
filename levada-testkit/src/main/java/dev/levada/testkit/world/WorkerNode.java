package dev.levada.testkit.world;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Holders;
import dev.levada.cluster.worker.Notice;
import dev.levada.cluster.worker.Worker;
import dev.levada.cluster.worker.WorkerHost;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.log.replica.Copies;
import dev.levada.recovery.replicate.Replicated;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that runs tasks. */
final class WorkerNode extends Node implements WorkerHost {
    private static final long BEAT_NANOS = 5_000_000;
    private static final String RUN = "run";
    private static final int LEARNED_NANOS = 300_000;

    private final Map<Attempt, Turns> attempts = new LinkedHashMap<>();
    /** What has come of others' choices and was not told to those that follow them. */
    private final ArrayDeque<DeterminantSlice> learned = new ArrayDeque<>();

    private final Endpoints endpoints = new Endpoints(this);
    private Worker worker;
    private final Host host;
    private final WorkerLog log;
    private long delayNanos;

    WorkerNode(World world, int number, Host host) {
        super(world, number);
        this.host = host;
        worker = newWorker();
        log = world.logs().newLog(this);
        world.onNode(this, world.pace().between(0, BEAT_NANOS), "beat", this::beat);
    }

    private Worker newWorker() {
        return new Worker(world.plan(), world.policy(), this);
    }

    @Override
    void down() {
        List<Connection> open = connections();
        super.down();
        world.oracles().gone();
        attempts.clear();
        learned.clear();
        worker = newWorker();
        log.down();
        open.forEach(Connection::breakDown);
    }

    @Override
    void start() {
        super.start();
        log.up();
        world.onNode(this, 0, "beat", this::beat);
    }

    /** The machine that it is on. */
    Host host() {
        return host;
    }

    /** Those that run. */
    List<Attempt> attempts() {
        attempts.keySet().removeIf(Attempt::isOver);
        return List.copyOf(attempts.keySet());
    }

    List<Connection> connections() {
        List<Connection> all = new ArrayList<>();
        attempts().forEach(attempt -> all.addAll(attempt.connections()));
        return all;
    }

    boolean isHere(Location location) {
        return location.equals(new Location(number, incarnation()));
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Worker worker() {
        return worker;
    }

    /** What gives an attempt its turns; null if it is none of those that run. */
    @Nullable
    Turns turns(Attempt attempt) {
        return attempts.get(attempt);
    }

    void wake(TaskId task) {
        attempts.forEach((attempt, turns) -> {
            if (attempt.id().equals(task)) {
                turns.wake();
            }
        });
    }

    private void beat() {
        worker.beat();
        log.beat();
        world.onNode(this, BEAT_NANOS, "beat", Timeline.CLOCK, this::beat);
    }

    // What the worker needs

    @Override
    public void onTask(TaskId task, Runnable deed) {
        deed.run();
    }

    @Override
    public void onWorker(Runnable deed) {
        deed.run();
    }

    @Override
    public void inBackground(Runnable deed) {
        deed.run();
    }

    @Override
    public SnapshotStorage storage() {
        return world.storage();
    }

    @Override
    public boolean failsAsOne() {
        return world.failsAsOne();
    }

    @Override
    public long standbyBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public Codecs codecs() {
        return world.job().codecs();
    }

    @Override
    public String run() {
        return RUN;
    }

    @Override
    public TaskStart begin(TaskId task, TaskStart given, Order.Start order) throws IOException {
        if (given.window().isWithin()) {
            world.sometimes("back to the end of a window within an epoch");
        }
        TaskStart again = given.repeating(takenOver(task, given, order.deployment()));
        TaskStart start = world.doors().start(world.doors().repeating(task, again, known(task)));
        world.say(
                "%s#%d begins from epoch %d in round %d, finished %s, in %s, ended %s, out %s",
                task,
                start.attempt(),
                start.epoch(),
                order.deployment().round(),
                start.finished(),
                start.inputs(),
                start.ended(),
                start.outputs());
        return start;
    }

    private byte[] takenOver(TaskId task, TaskStart given, Deployment deployment) throws IOException {
        return deployment.repeating().contains(task) ? world.logs().takenOver(task, given, deployment) : new byte[0];
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        log.handIn(round, world.doors().handedIn(replaced), line, then);
    }

    @Override
    public void settle(Runnable then) {
        log.settle(then);
    }

    @Override
    public boolean beginsLog(RecoveryLine line) {
        return log.begins(line);
    }

    @Override
    public boolean collect(Order.Collect order) throws IOException {
        return log.collect(order);
    }

    @Override
    public void notCollected(Order.Collect order, Exception cause) {
        if (cause instanceof RuntimeException) {
            world.violated("what is on the disk of worker %d is damaged: %s".formatted(number, World.trail(cause)));
        }
        world.sometimes("what was on the disk of a host not handed in at once");
    }

    @Override
    public Attempt build(Worker by, TaskId task, TaskStart start, Order.Start order) {
        world.oracles().built(task, start.attempt());
        if (start.finished()) {
            world.sometimes("a finished task rolled back");
        }
        Turns turns = new Turns(this);
        Attempt attempt = new Attempt(by, world.plan(), task, start, order.roster(), turns);
        turns.serve(attempt, start);
        attempts.put(attempt, turns);
        return attempt;
    }

    @Override
    public List<DeterminantSlice> known(TaskId task) {
        return log.known(task);
    }

    /** Others' choices have come: those that follow them are told after a while, in order. */
    void learned(DeterminantSlice slice) {
        if (Replicated.hasFollowers(
                world.plan(), world.plan().chain(slice.task().chain()))) {
            learned.add(slice);
            if (learned.size() == 1) {
                long nanos = world.pace().percent(90)
                        ? world.pace().below(LEARNED_NANOS)
                        : world.pace().below(100 * LEARNED_NANOS);
                world.onNode(this, nanos * slowness(), "learned", this::tellFollowers);
            }
        }
    }

    private void tellFollowers() {
        List<DeterminantSlice> all = List.copyOf(learned);
        learned.clear();
        all.forEach(slice -> worker.learned(slice));
    }

    @Override
    public long behindBytes() {
        return world.profile().memoryRecords() == 0
                ? Long.MAX_VALUE
                : 1_000L + 100L * world.profile().memoryRecords();
    }

    @Override
    public Attempt buildFollower(Worker by, TaskId task, TaskStart start) {
        world.sometimes(start.epoch() == 0 ? "a task followed from its beginning" : "a task followed from an epoch");
        Turns turns = new Turns(this);
        TaskStart begin = world.doors().following(start);
        Attempt follower = Attempt.following(by, world.plan(), task, begin, turns);
        turns.serve(follower, begin);
        attempts.put(follower, turns);
        return follower;
    }

    @Override
    public void leads(Attempt follower, Order.Start order) {
        world.oracles().leads(follower.id(), order.roster().attempt(follower.id()), number);
    }

    @Override
    public void stoppedFollowing(TaskId task, String reason) {
        world.say("worker %d follows %s no more: %s", number, task, reason);
        world.sometimes("a follower that could not go on");
        if (reason.startsWith("it is")) {
            world.sometimes("a follower too far behind");
        }
        if (reason.startsWith("it ended")) {
            world.sometimes("a follower that differed is replaced");
        }
    }

    @Override
    public void opened(Attempt attempt) {}

    @Override
    public void unbuildable(TaskId task, long attempt, Throwable cause) {
        world.violated("attempt %d at %s cannot be built: %s".formatted(attempt, task, World.trail(cause)));
    }

    @Override
    public void unreadable(Order.Start order, Exception cause) {
        world.sometimes("a snapshot not read at once");
    }

    @Override
    public void corrupt(Order.Start order, RuntimeException cause) {
        world.violated("worker %d cannot start %s: %s".formatted(number, order.tasks(), World.trail(cause)));
    }

    @Override
    public void noticed(Notice notice) {
        world.sometimes(
                switch (notice) {
                    case VOID_ATTEMPT_REFUSED -> "a connection refused to a void attempt";
                    case VOID_FRAME_REFUSED -> "a zombie's frame refused";
                    case BEYOND_LINE_REFUSED -> "a frame beyond the line refused";
                    case DUPLICATE_DROPPED -> "a duplicate dropped on arrival";
                    case CONNECTED_AGAIN -> "an input connected again";
                    case VOID_ATTEMPT_STOPPED -> "a zombie stopped";
                    case FOLLOWER_LEADS -> "a follower leads";
                    case BEGUN_WARM -> "a task begun from state that was held ready";
                });
    }

    @Override
    public void beat(Map<TaskId, Long> held) {
        CoordinatorNode coordinator = world.coordinator();
        Location here = new Location(number, incarnation());
        world.network().send(this, coordinator, "beat", () -> coordinator.beat(here, held));
    }

    @Override
    public void send(long id, Report report) {
        CoordinatorNode coordinator = world.coordinator();
        Location here = new Location(number, incarnation());
        world.network()
                .send(
                        this,
                        coordinator,
                        id == 0 ? Network.kind(report) : "report",
                        () -> coordinator.report(here, id, world.doors().report(report)));
    }

    /** Where what the tasks choose goes. */
    WorkerLog log() {
        return log;
    }

    /** An order of the coordinator has come. */
    void order(Order order) {
        if (order instanceof Order.Complete complete) {
            log.dropBefore(world.doors().dropsBefore(complete.epoch()));
        }
        log.told(order);
        world.doors().order(order).deliverTo(worker);
    }

    /** A worker asks a process to hold something. */
    void copied(Copies.Holder to, Copies.Holder from, Copies.Copy copy) {
        CopiedLog copied = log.copied();
        if (copied != null && isHere(Holders.location(to))) {
            copied.hold(from, copy);
        }
    }

    /** A process holds something that another has asked for. */
    void held(Copies.Holder from, Copies.Holder by, long upTo) {
        CopiedLog copied = log.copied();
        if (copied != null && isHere(Holders.location(from))) {
            copied.held(by, upTo);
        }
    }

    /** The task in hand waits for a system outside. */
    void delay(long nanos) {
        delayNanos += nanos;
    }

    long takeDelay() {
        long taken = delayNanos;
        delayNanos = 0;
        return taken;
    }
}
