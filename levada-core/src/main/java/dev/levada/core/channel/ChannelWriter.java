package dev.levada.core.channel;

import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.EventTime;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batch that is being filled for one channel, and the elements that had no room yet or may be asked for again.
 * Confined to the producing task.
 *
 * <p>What waits for room has no bound of its own; the task bounds it by handling no further input while anything does,
 * so it never holds more than what one record made, or one read of a source, or the end of the input. For a consumer
 * that is away the task goes on: what gathers is bounded by {@link OutputGate#awayRecords}, until all of it is sent.
 * And it goes on where output is held back until an epoch is complete: which it never would be otherwise.
 *
 * <p>So it does on a channel that closes a loop, or all tasks of the loop could wait for each other's room; if too much
 * gathers there the task fails.
 */
final class ChannelWriter {
    /** How many elements may wait for the task's log before the task does. */
    private static final int MAX_WAITING = 16;

    private static final int AWAY_LOAD = 1 << 30;

    /** So many records wait at the end of a loop at most: where memory is all there is, and otherwise. */
    private static final int MAX_COMING_BACK_IN_MEMORY = 1 << 20;

    private static final int MAX_COMING_BACK = 1 << 26;

    private final ChannelId id;
    private final OutputGate gate;
    private final boolean hashed;
    private final boolean timed;
    private final boolean heldBack;
    private final boolean back;
    private final boolean spills;
    private final InFlightLog log;
    private final LogWait logWait;

    private @Nullable OutputChannel connection;
    private @Nullable Batch building;
    /** The size of the last one: a channel that sends few at a time has small batches. */
    private int lastSize = 1;

    private long nextSequence = 1;
    private boolean ended;
    /** The last one sent, if any. */
    private @Nullable Lap lap;

    /** The last one sent, or nothing. */
    private long watermark = EventTime.NONE;

    private boolean idle;

    private boolean lost;
    /** What is before is what the consumer has already; 0 where it may be something else. */
    private long wanted;
    /** The highest number that was ever handed over. */
    private long handedOver;
    /** Whether the consumer is away, or what has gathered for it is not all sent. */
    private boolean behind;

    /** @param back whether the channel closes a loop */
    ChannelWriter(OutputChannel connection, OutputGate gate, boolean hashed, boolean back) {
        this.id = connection.id();
        this.connection = connection;
        this.gate = gate;
        this.hashed = hashed;
        this.timed = gate.clock().isTimed();
        this.heldBack = gate.holdsBack(id);
        this.back = back;
        this.logWait = new LogWait(gate);
        boolean kept = gate.retention() == Retention.RELEASED || (back && gate.retention() != Retention.NONE);
        this.spills = kept && gate.spill() != null;
        this.log = kept ? new InFlightLog(Retention.RELEASED, gate.spill()) : new InFlightLog(gate.retention(), null);
    }

    ChannelId id() {
        return id;
    }

    boolean isHeldBack() {
        return heldBack;
    }

    void append(Object value) {
        Batch batch = room();
        if (timed) {
            batch.timeNext(gate.clock().eventTime());
        }
        batch.add(value);
        if (!batch.hasRoom()) {
            flush();
        }
    }

    void append(Object value, int hash) {
        Batch batch = room();
        if (timed) {
            batch.timeNext(gate.clock().eventTime());
        }
        batch.add(value, hash);
        if (!batch.hasRoom()) {
            flush();
        }
    }

    /** Sends what has been filled so far. */
    void flush() {
        Batch batch = building;
        if (batch != null) {
            building = null;
            lastSize = batch.size();
            batch.seal(nextSequence);
            send(batch);
        }
    }

    /**
     * Likewise, unless the consumer is away or behind, or it would wait in any case: then few large batches are better,
     * and this one can wait.
     */
    void flushPresent() {
        if (heldBack) {
            return;
        }
        if (building != null && (connection == null || behind)) {
            gate.fallBehind();
        } else {
            flush();
        }
    }

    /** Sends a barrier, unless the channel has ended; after a {@link #flush}. */
    void barrier(long epoch) {
        if (!ended) {
            send(new Barrier(nextSequence, epoch));
        }
    }

    /** Sends a lap, unless the channel has ended; after a {@link #flush}. */
    void lap(long number, boolean quiet) {
        if (!ended) {
            lap = new Lap(nextSequence, number, quiet);
            send(lap);
        }
    }

    /** Sends a watermark, unless the channel has ended; after a {@link #flush}. */
    void watermark(long millis, boolean nothingFollows) {
        if (!ended) {
            watermark = millis;
            idle = nothingFollows;
            send(new Watermark(nextSequence, millis, nothingFollows));
        }
    }

    /** Sends the last element; after a {@link #flush}. */
    void end() {
        if (!ended) {
            ended = true;
            send(new EndOfStream(nextSequence));
        }
    }

    /** The channel's last element was sent by an earlier attempt. */
    void sayEnded() {
        ended = true;
    }

    /** Offers what waits, and blocks the gate unless all of it went, or may wait. */
    void drain() {
        OutputChannel to = connection;
        if (to == null) {
            if (!log.allSent()) {
                hold(); // without a look at the first of it, which may lie elsewhere
            } else if (building != null && !heldBack) {
                gate.fallBehind();
            }
            return;
        }
        Element next;
        while ((next = log.firstUnsent()) != null) {
            if (!leaves(next, to)) {
                hold();
                return;
            }
            log.passUnsent(to.accepted());
            handedOver = Math.max(handedOver, next.lastSequence());
        }
        if (behind) {
            catchUp();
        }
    }

    private void catchUp() {
        behind = false;
        flush(); // as it was not for a while
    }

    /** Gives the first element a number: before anything was appended. */
    void start(long firstSequence) {
        nextSequence = firstSequence;
        handedOver = firstSequence - 1;
    }

    /** Holds again what an earlier attempt had sent, up to the number before the first: after {@link #start}. */
    void sentBefore(List<Element> elements) {
        elements.forEach(element -> log.addSent(element, 0));
    }

    /** All that the consumer may still ask for, in order; after a {@link #flush}. */
    Unreleased unreleased() {
        return log.unreleased();
    }

    /** The consumer is away; it or another attempt at it will come. What waits goes on waiting. */
    void disconnect() {
        connection = null;
    }

    /**
     * Goes on over another connection.
     *
     * @param fromSequence the first number that the consumer wants, or 1 for all that is held
     * @param together whether nothing need be held that the consumer was handed
     */
    void connect(OutputChannel newConnection, long fromSequence, boolean together) {
        log.hold(fromSequence, !together || back);
        behind |= connection == null;
        connection = newConnection;
        wanted = gate.repeatsNumbers() ? fromSequence : 0;
        behind |= log.rewind(fromSequence);
        if (ended && log.heldCount() == 0) {
            log.addUnsent(new EndOfStream(nextSequence - 1)); // the end is never lost, whatever else may be
        } else if (lap != null && gate.retention() == Retention.NONE) {
            lap(lap.number(), false); // nor is a lap, or the loop would go on for ever
        }
        if ((watermark != EventTime.NONE || idle) && !gate.repeatsNumbers()) {
            flush();
            watermark(watermark, idle); // who begins with nothing may have to wait for the next one for long
        }
        drain();
    }

    void release(long upTo) {
        log.release(upTo);
    }

    /** The number of the last value or control element appended so far, sent or not. */
    long tail() {
        Batch batch = building;
        return nextSequence - 1 + (batch == null ? 0 : batch.size());
    }

    boolean hasEnded() {
        return ended;
    }

    /** How much waits for the consumer; more than all that may, while it is away. */
    int load() {
        OutputChannel to = connection;
        return log.unsentCount() + (to == null ? AWAY_LOAD : to.waiting());
    }

    boolean holdsAllSent() {
        return log.holdsAllSent();
    }

    int held() {
        return log.heldCount();
    }

    boolean consumerLost() {
        return connection != null && connection.consumerLost();
    }

    boolean isLost() {
        return lost;
    }

    /**
     * Gives up the channel because its consumer is gone for good.
     *
     * @return the batches that were not handed over, or that the protocol has not released, in order
     */
    List<Batch> giveUp() {
        lost = true;
        List<Batch> values = new ArrayList<>();
        log.held().forEach(element -> {
            if (element instanceof Batch batch) {
                values.add(batch);
            }
        });
        if (building != null) {
            values.add(building);
        }
        log.clear();
        building = null;
        return values;
    }

    /** The producing task is gone for good. Returns how many values it had not handed over. */
    int lose() {
        int values = log.heldValues() + (building == null ? 0 : building.size());
        lost = true;
        log.clear();
        building = null;
        if (connection != null) {
            connection.lose();
        }
        return values;
    }

    private Batch room() {
        Batch batch = building;
        if (batch == null) {
            if (back && gate.hasInputEnded()) {
                throw new IllegalStateException(
                        ("a record is sent into loop '%s' when its input has ended, and can go round no more; what operators"
                                        + " emit at the end of their input has to leave the loop by another stream")
                                .formatted(id.consumer().chain()));
            }
            batch = new Batch(lastSize, gate.batchSize(), hashed, timed, gate.bornNanos());
            if (spills && connection != null && connection.writes()) {
                batch.willBeWritten();
            }
            building = batch;
        }
        return batch;
    }

    private void send(Element element) {
        nextSequence = element.lastSequence() + 1;
        long position = gate.sent(id, element);
        logWait.add(element, position);
        OutputChannel to = connection;
        if (log.allSent() && leaves(element, to)) {
            log.addSent(element, to == null ? 0 : to.accepted());
            handedOver = element.lastSequence();
        } else {
            log.addUnsent(element);
            hold();
        }
    }

    /** Hands an element over, unless the consumer has it; whether that is done. */
    private boolean leaves(Element element, @Nullable OutputChannel to) {
        return element.lastSequence() < wanted || (!logWait.holds(element) && to != null && to.offer(element));
    }

    /** Something waits: whether the task does, too, depends on what for. */
    private void hold() {
        if (isHeldUpByNobody()) {
            gate.linger();
            return;
        }
        if (heldBack) {
            holdBack();
            return;
        }
        boolean forLog = connection != null && waitsForLog();
        if (behind && forLog) {
            catchUp(); // but for its log the task has sent all
        }
        behind |= connection == null || (back && !forLog);
        if (behind && back && connection != null) {
            gatherBack();
        } else if (behind) {
            boolean inMemory = log.spillUnsent();
            if (!inMemory || nextSequence - 1 - handedOver > gate.awayRecords()) {
                gate.block();
            } else {
                gate.fallBehind();
            }
        } else if (!forLog || log.unsentCount() > MAX_WAITING) {
            gate.block();
        }
    }

    /** For its consumer the task waits if that has too much to take. For the epoch it must not: it would for good. */
    private void holdBack() {
        log.spillHeldBack();
        if (logWait.firstHeld(nextSequence) - 1 - handedOver > gate.awayRecords()) {
            gate.block();
        } else if (connection != null && !waitsForLog()) {
            gate.fallBehind();
        }
    }

    /**
     * The loop is done: its head takes nothing more, but an attempt that repeats it does. And who begins with nothing
     * sends laps, and the end behind them, to those who have finished, too.
     */
    private boolean isHeldUpByNobody() {
        return (back && gate.hasInputEnded()) || (gate.retention() == Retention.NONE && lap != null && isControl());
    }

    private boolean isControl() {
        Element first = log.firstUnsent();
        return first instanceof Lap || first instanceof EndOfStream;
    }

    private void gatherBack() {
        boolean elsewhere = log.spillUnsent() && spills;
        long waiting = nextSequence - 1 - handedOver;
        if (waiting > (elsewhere ? MAX_COMING_BACK : MAX_COMING_BACK_IN_MEMORY)) {
            throw new SpillException(
                    ("%d records gather at the end of loop '%s', more than can be kept: more come back than it takes in;"
                                    + " let fewer records go round, or more tasks work on them")
                            .formatted(waiting, id.consumer().chain()));
        }
        gate.fallBehind();
    }

    private boolean waitsForLog() {
        Element first = logWait.any() ? log.firstUnsent() : null;
        return first != null && logWait.holds(first);
    }
}
