package dev.levada.cluster.worker;

import dev.levada.cluster.control.Report;
import dev.levada.cluster.control.Roster;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.channel.Frame;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.TaskState;
import dev.levada.core.task.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a task in its process: stands between the task and everybody else. Confined to the task's thread, but
 * for {@link #isOver}, {@link #isFollowing}, {@link #lingers}, {@link #lostRecords}, {@link #id} and {@link #number}.
 */
public final class Attempt implements TaskListener {
    private final TaskId id;
    private final JobPlan plan;
    private final Worker worker;
    private final Surroundings surroundings;
    private final Task task;
    private volatile long number;
    private volatile Links links;
    private volatile boolean following;
    private volatile boolean over;
    private volatile boolean retired;
    private volatile long lostRecords;
    private long answeredRound;
    private @Nullable Fenced answer;

    /**
     * Builds the task; {@link #open} opens it.
     *
     * @param roster where the task's peers run
     */
    public Attempt(Worker worker, JobPlan plan, TaskId id, TaskStart start, Roster roster, Surroundings surroundings) {
        this(worker, plan, id, start, roster, surroundings, false);
    }

    private Attempt(
            Worker worker,
            JobPlan plan,
            TaskId id,
            TaskStart start,
            Roster roster,
            Surroundings surroundings,
            boolean following) {
        this.worker = worker;
        this.plan = plan;
        this.id = id;
        this.following = following;
        this.number = start.attempt();
        this.surroundings = surroundings;
        this.links = new Links(this, plan, start, roster, surroundings);
        Wiring wiring = new LinkedWiring(this, links, surroundings.materials());
        this.task = TaskFactory.build(plan, id, start, wiring);
    }

    /**
     * A follower: no attempt that counts, but one that does what such a one does, from its log, until it {@link #lead
     * leads}. Nobody is connected with it, and it says nothing.
     *
     * @param start with the log as far as it is known
     */
    public static Attempt following(
            Worker worker, JobPlan plan, TaskId id, TaskStart start, Surroundings surroundings) {
        Roster nobody = new Roster(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        return new Attempt(worker, plan, id, start, nobody, surroundings, true);
    }

    /** Whether it only follows another attempt. Any thread. */
    public boolean isFollowing() {
        return following;
    }

    /** Opens the task of a follower. */
    void openFollowing() {
        guarded(() -> {
            task.disconnect(any -> true);
            task.open();
        });
        surroundings.wake();
    }

    /** The attempt that it follows has chosen more. */
    void follow(byte[] more) {
        if (more.length > 0) {
            tell(() -> task.follow(more));
        }
    }

    /**
     * From here on a follower is the attempt that counts; whether it runs.
     *
     * @param start what that begins with: it was given all that was chosen since that epoch
     */
    boolean lead(TaskStart start, Roster roster) {
        number = start.attempt();
        following = false;
        Links led = new Links(this, plan, start, roster, surroundings);
        links = led;
        guarded(() -> {
            led.inputs().forEach(task::connect);
            long seed = surroundings.materials().seed(id, number);
            task.lead(number, start.determinants(), start.epoch(), seed);
        });
        return begin(roster);
    }

    /** Opens the task and asks for its inputs; whether it runs. */
    boolean open(Roster roster) {
        guarded(task::open);
        return begin(roster);
    }

    private boolean begin(Roster roster) {
        if (!over) {
            roster.gone().forEach(this::goOnWithout);
            links.connectInputs(task.arrived());
            surroundings.wake();
        }
        return !over;
    }

    /** Whether it has stopped for whatever reason. */
    public boolean isOver() {
        return over;
    }

    public TaskId id() {
        return id;
    }

    /** The number of the attempt, from 1. */
    public long number() {
        return number;
    }

    public Task task() {
        return task;
    }

    /**
     * A turn of the task; see {@link Task#turn}.
     *
     * @return how much was done
     */
    public int turn(int maxRecords, long nowNanos, long nowMillis) {
        if (over) {
            return 0;
        }
        int done = 0;
        try {
            done = task.turn(maxRecords, nowNanos, nowMillis);
        } catch (Throwable t) { // whatever a user's code throws ends the attempt, not its thread
            fail(t);
        }
        if (!over) {
            links.reportArrivals();
        }
        return done;
    }

    /** Runs a deed of the task; if it throws, the attempt has failed. */
    void guarded(Runnable deed) {
        if (over) {
            return;
        }
        try {
            deed.run();
        } catch (Throwable t) { // as in turn()
            fail(t);
        }
    }

    void tell(Runnable deed) {
        guarded(deed);
        surroundings.wake();
    }

    private void fail(Throwable cause) {
        halt();
        if (following) {
            worker.stopsFollowing(this, String.valueOf(cause.getMessage()));
            return;
        }
        surroundings.failed(this, cause);
        worker.gone(this, String.valueOf(cause.getMessage()), true);
    }

    /** A fault takes it. */
    public void crash() {
        end(id + " crashed");
    }

    /** A later attempt was granted, so what it does counts for nothing: it ends, and is not to blame. */
    public void voided() {
        end("attempt %d at %s is void: a later one was granted".formatted(number, id));
    }

    private void end(String reason) {
        if (!over) {
            halt();
            if (following) {
                worker.stopsFollowing(this, reason);
            } else {
                worker.gone(this, reason, false);
            }
        }
    }

    /**
     * Takes no more turns. Tasks of the same process that share channels with it do not see it gone before they are
     * told what follows: until then it is not retired.
     */
    void halt() {
        if (over) {
            return;
        }
        boolean shares = links.areShared();
        over = true;
        links.breakDown();
        if (!shares) {
            retire();
        }
    }

    /** It is not wanted any more. */
    void end() {
        if (!over) {
            over = true;
            links.breakDown();
        }
        retire();
    }

    private void retire() {
        close(task::retire);
    }

    /** The process ends. */
    public void shutDown() {
        over = true;
        close(task.state() == TaskState.FINISHED ? () -> {} : task::lose);
    }

    /** It is gone for good: the tasks of the same process that share channels with it go on without it. */
    void lose() {
        if (!over) {
            over = true;
            links.breakDown();
        }
        close(task::lose);
    }

    private void close(Runnable farewell) {
        if (retired) {
            return;
        }
        retired = true;
        for (Runnable deed : List.<Runnable>of(farewell, task::close)) {
            try {
                deed.run();
            } catch (Throwable t) { // of user code; the other deeds must be done all the same
                surroundings.notClosed(this, t);
            }
        }
        worker.forget(this);
        surroundings.closed(this);
    }

    /** Whether it has stopped, but what it shared is still there. */
    boolean lingers() {
        return over && !retired;
    }

    // Channels

    /** Whether it may wait for a connection. Any thread. */
    boolean isAsking() {
        return links.isAsking();
    }

    /** Asks again for connections that did not come. */
    void askAgain() {
        links.askAgain();
    }

    /** A consumer wants a connection. */
    public void asked(OpenRequest request) {
        if (links.asked(request)) {
            surroundings.wake();
        }
    }

    /** Whether it goes back with the consumer in this process that wants a connection. */
    boolean goesTogether(OpenRequest request) {
        return worker.goTogether(request.channel(), number, request.consumerAttempt());
    }

    /** A connection that was asked for is there. */
    public void opened(Connection connection) {
        if (links.opened(connection)) {
            surroundings.wake();
        }
    }

    /** An element has come; whether it is not refused. */
    public boolean frame(Connection connection, Frame frame) {
        boolean taken = links.frame(connection, frame);
        if (taken) {
            surroundings.wake();
        }
        return taken;
    }

    /** An element has come as bytes; if they cannot be read, the attempt has failed. */
    public void frame(Connection connection, Supplier<Frame> bytes) {
        guarded(() -> {
            boolean unused = frame(connection, bytes.get());
        });
    }

    /** A consumer has said how far it is. */
    public void report(Connection connection, long arrived, long granted) {
        if (links.report(connection, arrived, granted)) {
            surroundings.wake();
        }
    }

    /** A consumer does not want numbers up to this one again. */
    public void acknowledged(Connection connection, long upTo) {
        ChannelId channel = connection.request().channel();
        if (links.isCurrent(connection)) {
            tell(() -> task.acknowledged(channel, upTo));
        }
    }

    /** A connection is gone. */
    public void broken(Connection connection) {
        links.broken(connection);
        surroundings.wake(); // it need not wait for who is away
    }

    /** All that there are, in both directions. */
    public List<Connection> connections() {
        return links.connections();
    }

    /** The attempt at the producer whose frames are taken on a channel; 0 if none is. */
    public long wantedAttempt(ChannelId input) {
        return links.wantedAttempt(input);
    }

    /** The attempt at the consumer that may ask for a channel; 0 if none may. */
    public long expectedAttempt(ChannelId output) {
        return links.expectedAttempt(output);
    }

    // What the coordinator asks for

    /** Leaves the attempts that are about to be replaced; null if that was done for a later recovery. */
    @Nullable
    Fenced fence(long round, Set<TaskId> replaced) {
        if (round < answeredRound) {
            return null;
        }
        if (round > answeredRound) {
            answeredRound = round;
            answer = leave(round, replaced);
        }
        return answer;
    }

    private @Nullable Fenced leave(long round, Set<TaskId> replaced) {
        List<Fenced> left = new ArrayList<>();
        guarded(() -> left.add(links.leave(round, replaced)));
        surroundings.wake(); // likewise
        return over ? null : left.get(0);
    }

    /** A peer has a new attempt. */
    void connect(ChannelId channel, long round, Roster roster) {
        links.connect(channel, round, roster);
        surroundings.wake();
    }

    void goOnWithout(TaskId gone, long last) {
        links.goOnWithout(gone, last);
        surroundings.wake();
    }

    // What the task says

    @Override
    public void snapshot(TaskSnapshot snapshot) {
        if (following) {
            surroundings.passed(this, snapshot);
            worker.passed(this, snapshot);
        } else {
            surroundings.store(this, snapshot);
        }
    }

    @Override
    public void committed(long epoch) {
        if (!following) {
            worker.say(new Report.Committed(id, number, epoch));
        }
    }

    @Override
    public void done() {
        worker.report(new Report.Done(id, number));
    }

    @Override
    public void acknowledge(ChannelId channel, long upTo) {
        links.acknowledge(channel, upTo);
    }

    @Override
    public boolean record(SourcePositions positions) {
        worker.report(new Report.Positions(id, number, positions));
        return surroundings.recordsAtOnce();
    }

    @Override
    public void log(DeterminantSlice slice, long position) {
        surroundings.log(this, slice, position);
    }

    /** What it has logged up to a position is durable. */
    public void stable(long position) {
        tell(() -> task.stable(position));
    }

    /** What it has logged may not be durable: nobody may know of what it does any more. */
    public void logFailed(Exception cause) {
        guarded(() -> {
            throw new IllegalStateException(
                    "what task %s chose could not be logged: %s".formatted(id, cause.getMessage()), cause);
        });
    }

    @Override
    public void replayed() {
        surroundings.replayed(this);
        worker.report(new Report.Replayed(id, number));
    }

    @Override
    public void warn(String problem) {
        surroundings.warn(problem);
    }

    /** Nobody takes any more what is left in a channel. */
    void lost(InputChannel left) {
        long sum = lostRecords;
        Element element;
        while ((element = left.poll()) != null) {
            sum += element instanceof Batch batch ? batch.size() : 0;
        }
        lostRecords = sum;
    }

    /**
     * The first number that goes to others where the consumer of a channel is gone for good. Where it would have been
     * replaced it was not, because it had nothing left to do: what it was sent is done.
     */
    long firstForOthers() {
        return worker.replaces() ? Long.MAX_VALUE : 1;
    }

    /** How many records are known to be lost with it. Any thread. */
    public long lostRecords() {
        return lostRecords + task.lostRecords();
    }

    /** How things stand, for people. */
    public String describe() {
        return "%s#%d %s%s%s"
                .formatted(id, number, task.state(), task.isReplaying() ? ", repeating" : "", links.describe());
    }
}
