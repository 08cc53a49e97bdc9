package dev.levada.core.task;

import dev.levada.core.channel.OutputGate;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;

/**
 * One attempt to run a task, in bounded turns that never block.
 *
 * <p>Confined to one thread at a time, but for {@link #state}, {@link #isFrozen}, {@link #counters} and
 * {@link #lostRecords}, which any thread may ask. An exception from any method means that the attempt has failed; the
 * host then calls {@link #lose} and {@link #close}.
 */
public final class Task {
    private static final long FLUSH_NANOS = 1_000_000;

    private final TaskId id;
    private final TaskInput input;
    private final List<Station> stations;
    private final OutputGate output;
    private final Services services;
    private final List<OperatorCounters> counters;
    private volatile TaskState state = TaskState.CREATED;
    private boolean held;
    private volatile boolean frozen;
    private long intervalNanos;
    private long notBeforeNanos;
    private boolean waiting;
    private boolean unflushed;
    private long flushedNanos;
    private volatile long lostRecords;

    Task(
            TaskId id,
            TaskInput input,
            List<Station> stations,
            OutputGate output,
            Services services,
            List<OperatorCounters> counters) {
        this.id = id;
        this.input = input;
        this.stations = List.copyOf(stations);
        this.output = output;
        this.services = services;
        this.counters = List.copyOf(counters);
    }

    /** Opens the operators, the last one first, so that each finds its successor ready. */
    public void open() {
        state = state.to(TaskState.RUNNING, id);
        for (int i = stations.size() - 1; i >= 0; i--) {
            stations.get(i).open();
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
        if (output.blocked()) {
            if (!output.drain()) {
                return 0;
            }
            unflushed = true; // what was routed around a lost consumer may be in a batch begun for it
        }
        int done = switch (state) {
            case RUNNING -> run(maxRecords, nowNanos);
            case DRAINING -> finish();
            case CREATED, FINISHED, LOST -> 0;
        };
        if (done > 0) {
            counters.forEach(OperatorCounters::publish);
        }
        return done;
    }

    private int run(int maxRecords, long nowNanos) {
        waiting &= nowNanos - notBeforeNanos < 0;
        int handled = mayRead() ? input.read(intervalNanos > 0 ? 1 : maxRecords, nowNanos) : 0;
        if (handled > 0 && intervalNanos > 0) {
            notBeforeNanos = nowNanos + intervalNanos;
            waiting = true;
        }
        unflushed |= handled > 0;
        if (input.ended()) {
            stations.forEach(Station::end);
            output.end();
            state = state.to(TaskState.DRAINING, id);
            return handled + 1;
        }
        if (unflushed && (handled == 0 || nowNanos - flushedNanos >= FLUSH_NANOS)) {
            flush(nowNanos);
        }
        return handled;
    }

    private boolean mayRead() {
        return !held && !frozen && !waiting;
    }

    private void flush(long nowNanos) {
        output.flush();
        stations.forEach(Station::flush);
        unflushed = false;
        flushedNanos = nowNanos;
    }

    private int finish() {
        stations.forEach(Station::prepare);
        state = state.to(TaskState.FINISHED, id);
        return 1;
    }

    /** Makes visible what the sinks of a finished task wrote. */
    public void commit() {
        if (state != TaskState.FINISHED) {
            throw new IllegalStateException("task %s cannot commit while %s".formatted(id, state));
        }
        stations.forEach(Station::commit);
    }

    /** Gives the attempt up: producers and consumers will see it gone. */
    public void lose() {
        if (state != TaskState.FINISHED && state != TaskState.LOST) {
            state = state.to(TaskState.LOST, id);
            output.lose();
            lostRecords = input.abandon();
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
        if (state != TaskState.RUNNING || held || frozen || output.blocked()) {
            return 0;
        }
        return waiting ? notBeforeNanos : input.nextNanos();
    }

    public TaskId id() {
        return id;
    }

    public TaskState state() {
        return state;
    }

    /** What each operator of the chain did, in the chain's order. */
    public List<OperatorCounters> counters() {
        return counters;
    }

    /** How many records are known to be lost: with the task, or because no consumer was left. */
    public long lostRecords() {
        return lostRecords + output.lostRecords();
    }
}
