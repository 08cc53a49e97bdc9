package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The consumer's end of a channel from another process, whatever connection carries it: takes each number once, in
 * order, and only from the attempt at the producer that it is for. Confined to the consumer's thread.
 *
 * <p>When a connection is lost, the consumer asks over another one for {@link #next}; what has arrived is not asked for
 * again.
 */
public final class RemoteInput implements InputChannel {
    private final ChannelId id;
    private final long attempt;
    private final int capacity;
    private final ArrayDeque<Element> queue = new ArrayDeque<>();
    private long arrived;
    private long granted;
    private long refused;
    private long duplicates;
    private boolean ended;
    private boolean lost;
    private boolean abandoned;

    /**
     * Nothing has arrived over it.
     *
     * @param attempt the only one at the producer whose frames are taken
     * @param arrived the last number that need not come, from 0
     * @param capacity how many elements may wait, from 1
     */
    public RemoteInput(ChannelId id, long attempt, long arrived, int capacity) {
        this.id = id;
        this.attempt = attempt;
        this.arrived = arrived;
        this.capacity = capacity;
        this.granted = capacity;
    }

    /** Takes a frame, unless it is of another attempt or has come before. */
    public void accept(Frame frame) {
        if (frame.attempt() != attempt) {
            refused++;
            return;
        }
        Element element = frame.element();
        if (element.lastSequence() <= arrived) {
            duplicates++;
            granted++; // it took room at the producer's end, and takes none here
            return;
        }
        arrived = element.lastSequence();
        ended = element instanceof EndOfStream;
        if (!abandoned) {
            queue.add(element);
        }
    }

    /**
     * A connection begins.
     *
     * @return how many elements may be sent over it, before {@link #granted} grows
     */
    public long open() {
        granted = (long) capacity - queue.size();
        return granted;
    }

    /** Numbers up to this one need not come. */
    public void skip(long upTo) {
        arrived = Math.max(arrived, upTo);
    }

    /** How many elements the producer may have sent over this connection by now. */
    public long granted() {
        return granted;
    }

    /** The first number that has not arrived. */
    public long next() {
        return arrived + 1;
    }

    /** Whether the last element of the channel has arrived. */
    public boolean hasEnded() {
        return ended;
    }

    /** The producer is gone for good. */
    public void lose() {
        lost = true;
    }

    /** How many frames of other attempts came. */
    public long refused() {
        return refused;
    }

    /** How many elements came again. */
    public long duplicates() {
        return duplicates;
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public @Nullable Element poll() {
        Element element = queue.poll();
        if (element != null) {
            granted++;
        }
        return element;
    }

    @Override
    public boolean producerLost() {
        return lost;
    }

    @Override
    public void abandon() {
        abandoned = true;
    }
}
