package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Retention;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run a task, in bounded turns that never block.
 *
 * <p>Confined to one thread at a time, but for {@link #state}, {@link #isFrozen}, {@link #counters}, {@link #replayed},
 * {@link #toReplay} and {@link #lostRecords}, which any thread may ask. An exception from any method means that the
 * attempt has failed; the host then calls {@link #lose} or {@link #retire}, and {@link #close}.
 */
public final class Task {
    private static final long FLUSH_NANOS = 1_000_000;

    private final TaskId id;
    private final TaskStart start;
    private final TaskInput input;
    private final List<Station> stations;
    private final OutputGate output;
    private final Services services;
    private final TaskRecovery recovery;
    private final TaskListener listener;
    private final @Nullable TaskLog log;
    private final ImmediateSinks immediate;
    private final Predicate<ChannelId> back;
    private final List<OperatorCounters> counters;
    private volatile TaskState state = TaskState.CREATED;
    private volatile long attempt;
    private boolean held;
    /** What the coordinator asked for and waits; 0 if nothing. */
    private long triggered;

    private boolean atOnce;
    private long aborted;
    private volatile boolean frozen;
    private long intervalNanos;
    private long notBeforeNanos;
    private boolean waiting;
    private boolean unflushed;
    private boolean ending;
    private long flushedNanos;
    private volatile long lostRecords;
    private boolean replaying;
    private volatile long replayed;

    Task(
            TaskId id,
            TaskStart start,
            TaskInput input,
            List<Station> stations,
            OutputGate output,
            Services services,
            TaskRecovery recovery,
            TaskListener listener,
            List<OperatorCounters> counters,
            @Nullable TaskLog log,
            ImmediateSinks immediate,
            Predicate<ChannelId> back) {
        this.id = id;
        this.start = start;
        this.attempt = start.attempt();
        this.input = input;
        this.stations = new ArrayList<>(stations); // which is gone through at each turn without an object for that
        this.output = output;
        this.services = services;
        this.recovery = recovery;
        this.listener = listener;
        this.log = log;
        this.immediate = immediate;
        this.back = back;
        this.counters = new ArrayList<>(counters);
    }

    /**
     * Opens the operators, the last one first, so that each finds its successor ready. A task that begins with the
     * snapshot of a finished one has finished.
     */
    public void open() {
        state = state.to(TaskState.RUNNING, id);
        recovery.attach(new ProtocolControl(
                id,
                start,
                input,
                stations,
                output,
                services,
                listener,
                () -> state,
                () -> attempt,
                log,
                immediate,
                back));
        for (int i = stations.size() - 1; i >= 0; i--) {
            stations.get(i).open();
        }
        services.open();
        replaying = input.repeats();
        if (start.finished()) {
            state = state.to(TaskState.DRAINING, id);
            output.inputEnded();
            output.sayEnded();
        } else if (start.epoch() > 0 && !start.window().isWithin()) {
            // Its number is the one that the first attempt gave it: consumers that go on behind it drop it.
            output.barrier(start.epoch());
        }
    }

    /**
     * Handles records until none is at hand, the output is blocked, or the turn is over.
     *
     * @param maxRecords the length of the turn
     * @param nowNanos monotonic time
     * @param nowMillis the time of day, milliseconds since 1970
     * @return how much was done; 0 tells the host that it may idle
     */
    public int turn(int maxRecords, long nowNanos, long nowMillis) {
        services.nowMillis(nowMillis);
        input.reportLatency(nowNanos);
        if (output.hasUnsent()) {
            output.drain();
            if (isStuck() && !input.repeats()) {
                handOver(nowNanos);
                return 0;
            }
            unflushed = true; // what was routed around a lost consumer may be in a batch begun for it
        }
        int done;
        try {
            done = switch (state) {
                case RUNNING -> run(maxRecords, nowNanos, nowMillis);
                case DRAINING -> finish(nowNanos, nowMillis);
                case CREATED, FINISHED, LOST -> 0;
            };
        } finally {
            countReplayed(); // also where a log ends in the middle of a turn, and nothing may follow
        }
        obey();
        if (replaying) {
            followReplay();
        }
        if (done > 0) {
            counters.forEach(OperatorCounters::publish);
        } else if (isDue(nowNanos)) {
            recovery.flushed(nowNanos);
        }
        immediate.turn(nowNanos);
        return done;
    }

    /**
     * A task that has handled its input does not go on for some consumers: it ends when all is sent, or, where that is
     * kept for them whatever happens, now.
     */
    private boolean isStuck() {
        boolean ends = state == TaskState.DRAINING && recovery.endsBehind();
        return !ends && (output.blocked() || (output.waits() && state != TaskState.RUNNING));
    }

    /** The attempt that it {@link Wiring#follows} has chosen more; whole determinants. */
    public void follow(byte[] more) {
        requireNonNull(log).follow(more);
    }

    /** How far it is behind the attempt that it follows: so many bytes of what that chose it has not begun. */
    public long behindBytes() {
        return requireNonNull(log).bytesLeft();
    }

    /**
     * It follows nobody any more, and is an attempt that counts: it does what is left of what was chosen, and then
     * chooses. Its channels are connected afterwards.
     *
     * @param number of the attempt
     * @param chosen all that was chosen since an epoch; it was given all of it, or was begun with it
     * @param since that epoch
     * @param seed what its random numbers come from
     */
    public void lead(long number, byte[] chosen, long since, long seed) {
        attempt = number;
        services.seedFrom(seed);
        stations.forEach(Station::lead);
        requireNonNull(log).lead(number, chosen, since);
        input.logged();
    }

    private void countReplayed() {
        if (replaying && log != null) {
            replayed = log.replayed();
        }
    }

    private void followReplay() {
        replaying = input.repeats();
        if (!replaying) {
            listener.replayed();
        }
    }

    /**
     * Tasks that do again what they did may wait for all that this one has done, and it for room that only they can
     * make: what is done is not kept back, although something waits.
     */
    private void handOver(long nowNanos) {
        if (!recovery.logs()) {
            return;
        }
        if (unflushed) {
            flush(nowNanos);
        }
        if (state == TaskState.DRAINING && !ending && recovery.mayEnd()) {
            ending = true;
            output.endBehind();
        }
    }

    private boolean isDue(long nowNanos) {
        long due = recovery.dueNanos();
        return due != 0 && nowNanos - due >= 0 && state != TaskState.LOST;
    }

    private int run(int maxRecords, long nowNanos, long nowMillis) {
        waiting &= nowNanos - notBeforeNanos < 0;
        int handled = mayRead() ? input.read(intervalNanos > 0 ? 1 : maxRecords, nowNanos, nowMillis) : 0;
        if (handled > 0 && intervalNanos > 0) {
            notBeforeNanos = nowNanos + intervalNanos;
            waiting = true;
        }
        unflushed |= handled > 0;
        if (input.ended()) {
            output.inputEnded();
            stations.forEach(Station::end);
            state = state.to(TaskState.DRAINING, id);
            flush(nowNanos);
            return handled + 1;
        }
        if (unflushed && (handled == 0 || nowNanos - flushedNanos >= FLUSH_NANOS)) {
            flush(nowNanos);
        }
        return handled;
    }

    private boolean mayRead() {
        boolean mayTake = recovery.mayTake() && immediate.hasRoom();
        return !held && !frozen && !waiting && (mayTake || input.repeats());
    }

    private void flush(long nowNanos) {
        output.flushPresent();
        stations.forEach(Station::flush);
        if (log != null && immediate.areUnmarked()) {
            log.keep();
        }
        unflushed = false;
        flushedNanos = nowNanos;
        recovery.flushed(nowNanos);
    }

    private int finish(long nowNanos, long nowMillis) {
        if (input.repeats()) {
            // an epoch that was ended without a snapshot, behind the last input
            int taken = input.read(1, nowNanos, nowMillis);
            return log != null && log.follows() ? taken : 1;
        }
        if (!ending) {
            if (!recovery.mayEnd()) {
                return 0;
            }
            ending = true;
            if (recovery.endsBehind()) {
                output.endBehind();
            } else {
                output.end();
                if (output.waits()) {
                    return 1;
                }
            }
        }
        flush(nowNanos);
        state = state.to(TaskState.FINISHED, id);
        recovery.finished();
        return 1;
    }

    /** The coordinator asks for a snapshot that ends an epoch; see {@link TaskRecovery#trigger}. */
    public void trigger(long epoch, boolean now) {
        atOnce = now || (atOnce && epoch <= triggered);
        triggered = Math.max(triggered, epoch);
        immediate.over(epoch - 1);
        input.takeFairly(true);
        obey();
    }

    /** Does what the coordinator asked for, unless it would be in the middle of something that is logged as one. */
    private void obey() {
        if (state == TaskState.LOST || input.repeats() || (recovery.logs() && input.hasTaken())) {
            return;
        }
        if (aborted > 0) {
            long gone = aborted;
            aborted = 0;
            recovery.abort(gone);
        }
        if (triggered > 0) {
            long next = triggered;
            triggered = 0;
            recovery.trigger(next, atOnce);
        }
    }

    /** The snapshot that was taken for an epoch is in the store. */
    public void stored(long epoch) {
        recovery.stored(epoch);
    }

    /** The snapshot that the task took at the end of a window within an epoch is in the store. */
    public void windowStored(long epoch, long number) {
        recovery.windowStored(epoch, number);
    }

    /** The coordinator has recorded that an epoch, and all before it, is complete. */
    public void complete(long epoch) {
        recovery.complete(epoch);
    }

    /** The coordinator has given up an epoch. */
    public void abort(long epoch) {
        aborted = Math.max(aborted, epoch);
        input.givenUp(epoch);
        immediate.over(epoch);
        obey();
    }

    /** The task's log is durable up to a position. */
    public void stable(long position) {
        recovery.stable(position);
    }

    /** The consumer of an output will not ask again for numbers up to this one. */
    public void acknowledged(ChannelId channel, long upTo) {
        recovery.acknowledged(channel, upTo);
    }

    /** The positions that {@link TaskListener#record} was given are recorded. */
    public void positionsRecorded(SourcePositions positions) {
        input.positionsRecorded();
        immediate.recorded();
        recovery.recorded(positions);
        unflushed = true;
    }

    /** The connection of an output is gone; the consumer, or another attempt at it, will ask for one. */
    public void disconnect(ChannelId output) {
        this.output.disconnect(output::equals);
    }

    /**
     * Leaves the connections to attempts that are gone and will be replaced. What has arrived from them stays; what is
     * for them waits.
     *
     * @return for each input left, the number of the last element that has arrived
     */
    public Map<ChannelId, Long> disconnect(Predicate<TaskId> peers) {
        output.disconnect(channel -> peers.test(channel.consumer()));
        return input.channels().disconnect(channel -> peers.test(channel.producer()));
    }

    /** For each input, up to which number nothing need be sent: it has come, or is in the task's log. */
    public Map<ChannelId, Long> arrived() {
        return input.channels().arrived();
    }

    /** The inputs that have ended. */
    public List<ChannelId> endedInputs() {
        return input.channels().endedIds();
    }

    /**
     * The inputs that have ended, or will without another attempt at their producer: the end is among what has arrived
     * and stays after {@link #disconnect}.
     */
    public List<ChannelId> arrivedEnds() {
        return input.channels().arrivedEnds();
    }

    /** Goes on with an input over a new connection. */
    public void connect(InputChannel connection) {
        input.channels().connect(connection);
    }

    /**
     * Goes on with an output over a new connection.
     *
     * @param fromSequence the first number that the consumer wants
     * @param together whether the task goes back whenever that attempt at the consumer does
     */
    public void connect(OutputChannel connection, long fromSequence, boolean together) {
        output.connect(connection, fromSequence, together);
    }

    /** Gives the task up for good: producers and consumers in this process will see it gone. */
    public void lose() {
        if (state != TaskState.LOST) {
            boolean finished = state == TaskState.FINISHED;
            state = state.to(TaskState.LOST, id);
            if (!finished) {
                output.lose();
                lostRecords = input.abandon(true);
            }
        }
    }

    /** Gives the attempt up; another one takes its place. */
    public void retire() {
        if (state != TaskState.LOST) {
            state = state.to(TaskState.LOST, id);
            long abandoned = input.abandon(false);
            lostRecords = recovery.retention() == Retention.NONE ? abandoned : 0; // else it comes again
        }
    }

    /** Releases what the operators, sources and sinks hold; every one of them, even if one throws. */
    public void close() {
        RuntimeException first = null;
        for (Runnable deed : closings()) {
            try {
                deed.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        counters.forEach(OperatorCounters::publish);
        if (first != null) {
            throw first;
        }
    }

    private List<Runnable> closings() {
        List<Runnable> all = new ArrayList<>();
        all.add(input::close);
        stations.forEach(station -> all.add(station::close));
        all.add(output::close);
        return all;
    }

    /** While held, a task takes no input: what arrives waits. */
    public void held(boolean hold) {
        held = hold;
    }

    /**
     * While frozen, a task takes no input: what arrives waits. Apart from {@link #held}, so that each can be undone.
     */
    public void frozen(boolean freeze) {
        frozen = freeze;
    }

    public boolean isFrozen() {
        return frozen;
    }

    /** @param nanos the least time from one record to the next; 0 for none */
    public void intervalNanos(long nanos) {
        intervalNanos = nanos;
        waiting = false;
    }

    /** When there may be something to do although no channel signals it, in monotonic time; 0 if not known. */
    public long wakeNanos() {
        long due = earlier(recovery.dueNanos(), immediate.dueNanos());
        if (state != TaskState.RUNNING || held || frozen || output.blocked()) {
            return due;
        }
        return earlier(due, waiting ? notBeforeNanos : input.nextNanos());
    }

    private static long earlier(long one, long other) {
        return other == 0 || (one != 0 && one - other < 0) ? one : other;
    }

    public TaskId id() {
        return id;
    }

    /** The number of this attempt. */
    public long attempt() {
        return attempt;
    }

    public TaskState state() {
        return state;
    }

    /** What each operator of the chain did, in the chain's order. */
    public List<OperatorCounters> counters() {
        return counters;
    }

    /** Whether it does again what earlier attempts did, as of the last turn. */
    public boolean isReplaying() {
        return replaying;
    }

    /** How many elements earlier attempts had logged that they took; 0 if none. */
    public long toReplay() {
        return log == null ? 0 : log.toReplay();
    }

    /** How many of them this attempt has taken again. */
    public long replayed() {
        return replayed;
    }

    /** How many records are known to be lost: with the task, or because no consumer was left. */
    public long lostRecords() {
        return lostRecords + output.lostRecords();
    }
}
