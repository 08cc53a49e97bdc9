package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.element.EventTime;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that leaves one task: its routers and their channels, seen as one. Confined to the task, but for
 * {@link #lostRecords}.
 *
 * <p>It is <em>blocked</em> while any channel had no room for something; the task then handles no further input. It is
 * <em>behind</em> while something waits for a consumer that is away, or was: then the task goes on, up to a bound.
 */
public final class OutputGate {
    private final List<Router> routers = new ArrayList<>();
    private final Map<ChannelId, ChannelWriter> writers = new LinkedHashMap<>();
    private final SendListener listener;
    private final int batchSize;
    private final Retention retention;
    private final @Nullable Spill spill;
    private final EventClock clock;
    private final AtomicLong lostRecords = new AtomicLong();
    private boolean blocked;
    private boolean behind;
    private boolean lingers;
    private boolean ending;
    private boolean inputEnded;
    private long stable;
    private long bornNanos;

    /**
     * No router yet.
     *
     * @param batchSize how many values a batch holds at most, from 1
     */
    public OutputGate(SendListener listener, int batchSize, Retention retention) {
        this(listener, batchSize, retention, null);
    }

    /**
     * No router yet.
     *
     * @param batchSize how many values a batch holds at most, from 1
     * @param spill where to put what is sent and too much for memory, or null to keep everything there; the gate closes
     *     it
     */
    public OutputGate(SendListener listener, int batchSize, Retention retention, @Nullable Spill spill) {
        this(listener, batchSize, retention, spill, new EventClock(false));
    }

    /**
     * No router yet.
     *
     * @param batchSize how many values a batch holds at most, from 1
     * @param spill as above
     * @param clock tells the event time of what is sent
     */
    public OutputGate(
            SendListener listener, int batchSize, Retention retention, @Nullable Spill spill, EventClock clock) {
        this.clock = clock;
        this.listener = listener;
        this.batchSize = batchSize;
        this.retention = retention;
        this.spill = spill;
    }

    void add(Router router, ChannelWriter[] itsWriters) {
        routers.add(router);
        for (ChannelWriter writer : itsWriters) {
            writers.put(writer.id(), writer);
        }
    }

    /** The time at which the input in hand was due; batches begun from now on carry it. */
    public void bornNanos(long nanos) {
        bornNanos = nanos;
    }

    /** Whether something waits for room. */
    public boolean blocked() {
        return blocked;
    }

    /** Whether something waits for room, or for a consumer. */
    public boolean waits() {
        return blocked || behind;
    }

    /**
     * Whether {@link #drain} is to be called again: something {@link #waits}, or would have been for a loop that is
     * done, whose head takes it only if it does again what it did.
     */
    public boolean hasUnsent() {
        return waits() || lingers;
    }

    /** Offers what waits, and routes around consumers that are gone; whether the task may go on. */
    public boolean drain() {
        blocked = false;
        behind = false;
        lingers = false;
        for (Router router : routers) {
            router.drain();
        }
        if (ending && !waits()) {
            end();
        }
        return !blocked;
    }

    /** What waits for the task's log up to a position may leave. */
    public void stable(long upTo) {
        stable = Math.max(stable, upTo);
        drain();
    }

    /** What goes in turn begins with the first consumer again. */
    public void restartTurns() {
        routers.forEach(Router::restartTurns);
    }

    /** Sends all batches, full or not. */
    public void flush() {
        for (Router router : routers) {
            router.flush();
        }
    }

    /**
     * Likewise, but for consumers that are away or have not caught up: what is for them goes when it is a full batch.
     */
    public void flushPresent() {
        for (Router router : routers) {
            router.flushPresent();
        }
    }

    /**
     * Sends all batches and then, as soon as nothing waits any more, the end of all channels: until then what a lost
     * consumer leaves behind can still go to the others.
     */
    public void end() {
        ending = true;
        flush();
        if (!waits()) {
            ending = false;
            for (Router router : routers) {
                router.end();
            }
        }
    }

    /** Sends all batches and the end of all channels, behind what waits: where no consumer is ever lost. */
    public void endBehind() {
        flush();
        for (Router router : routers) {
            router.end();
        }
    }

    /** All channels have ended before: a task that begins finished sends nothing more. */
    public void sayEnded() {
        forEachWriter(ChannelWriter::sayEnded);
    }

    /** Sends all batches and then a barrier on each channel that has not ended. */
    public void barrier(long epoch) {
        flush();
        forEachWriter(writer -> writer.barrier(epoch));
    }

    /** Sends all batches and then a lap on some channels, of those that have not ended. */
    public void lap(List<ChannelId> channels, long number, boolean quiet) {
        flush();
        channels.forEach(channel -> writer(channel).lap(number, quiet));
    }

    /**
     * Sends all batches and then a watermark on each channel that has not ended.
     *
     * @param idle whether nothing follows for now
     */
    public void watermark(long millis, boolean idle) {
        flush();
        forEachWriter(writer -> writer.watermark(millis, idle));
    }

    /** All input has ended: what comes from here on can be no answer to a record. */
    public void inputEnded() {
        inputEnded = true;
        clock.watermark(EventTime.END);
    }

    /** Numbers the first element of a channel; before anything is sent. Channels not named start at 1. */
    public void start(ChannelId channel, long firstSequence) {
        writer(channel).start(firstSequence);
    }

    /** Holds again what an earlier attempt had sent on a channel before the number given to {@link #start}. */
    public void sentBefore(ChannelId channel, List<Element> elements) {
        writer(channel).sentBefore(elements);
    }

    /** Whether what is sent on a channel is held back; see {@link SendListener#holdsBack}. */
    public boolean isHeldBack(ChannelId channel) {
        return writer(channel).isHeldBack();
    }

    /** What consumers may still ask for on some channels, in order, of all that was sent; after a {@link #flush}. */
    public Map<ChannelId, Unreleased> unreleased(Predicate<ChannelId> channels) {
        Map<ChannelId, Unreleased> all = new LinkedHashMap<>();
        writers.forEach((channel, writer) -> {
            if (channels.test(channel)) {
                all.put(channel, writer.unreleased());
            }
        });
        return all;
    }

    /** Some consumers are away: they, or other attempts at them, will be connected. What is for them waits. */
    public void disconnect(Predicate<ChannelId> channels) {
        forEachWriter(writer -> {
            if (channels.test(writer.id())) {
                writer.disconnect();
            }
        });
    }

    /**
     * Goes on over another connection, and sends again what is held from a number on.
     *
     * @param fromSequence the first number that the consumer wants, from 1
     * @param together whether the task goes back whenever that attempt at the consumer does, so that nothing is held
     *     that it was handed
     */
    public void connect(OutputChannel connection, long fromSequence, boolean together) {
        writer(connection.id()).connect(connection, fromSequence, together);
    }

    /** Whether all that was sent and is not released is held. */
    public boolean holdsAllSent() {
        return writers.values().stream().allMatch(ChannelWriter::holdsAllSent);
    }

    /** The elements of a channel up to a number will not be asked for again. */
    public void release(ChannelId channel, long upTo) {
        writer(channel).release(upTo);
    }

    /** For each of {@link #channels}, the number of the last value or control element appended so far, sent or not. */
    public long[] tails() {
        return writers.values().stream().mapToLong(ChannelWriter::tail).toArray();
    }

    /** The channels, in an order that stays. */
    public List<ChannelId> channels() {
        return List.copyOf(writers.keySet());
    }

    /** How many elements are held for sending or for sending again. */
    public int held() {
        return writers.values().stream().mapToInt(ChannelWriter::held).sum();
    }

    private void forEachWriter(Consumer<ChannelWriter> deed) {
        writers.values().forEach(deed);
    }

    private ChannelWriter writer(ChannelId channel) {
        ChannelWriter writer = writers.get(channel);
        if (writer == null) {
            throw new IllegalArgumentException("no channel %s leaves this task".formatted(channel));
        }
        return writer;
    }

    /** The task is gone: its consumers will get nothing more from it, not even an end. */
    public void lose() {
        for (Router router : routers) {
            router.lose();
        }
    }

    /** How many records were lost because no consumer was left, or with the task. Any thread may ask. */
    public long lostRecords() {
        return lostRecords.getOpaque();
    }

    /** The attempt is over; nothing else is called afterwards. */
    public void close() {
        if (spill != null) {
            spill.close();
        }
    }

    @Nullable
    Spill spill() {
        return spill;
    }

    Retention retention() {
        return retention;
    }

    int batchSize() {
        return batchSize;
    }

    EventClock clock() {
        return clock;
    }

    /** The time that was said last. */
    public long bornNanos() {
        return bornNanos;
    }

    void block() {
        blocked = true;
    }

    void fallBehind() {
        behind = true;
    }

    void linger() {
        lingers = true;
    }

    /** How many records may gather for one consumer that is away; all of them in memory if there is no other room. */
    long awayRecords() {
        return spill == null ? Spill.STANDARD_BUDGET_RECORDS / writers.size() : spill.awayRecords();
    }

    boolean hasInputEnded() {
        return inputEnded;
    }

    void lost(int records) {
        lostRecords.setOpaque(lostRecords.getPlain() + records);
    }

    /** Returns how far the task's log must be stable before the element may leave. */
    long sent(ChannelId channel, Element element) {
        listener.sent(channel, element);
        return listener.gate();
    }

    boolean holdsBack(ChannelId channel) {
        return listener.holdsBack(channel);
    }

    boolean repeatsNumbers() {
        return listener.repeatsNumbers();
    }

    /** How far the task's log is known to be durable. */
    long stable() {
        return stable;
    }
}
