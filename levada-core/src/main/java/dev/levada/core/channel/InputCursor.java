package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where a consumer stands in one channel, whatever connection carries it: hands out each number once, in order.
 * Confined to the consuming task.
 */
public final class InputCursor {
    private final ChannelId id;
    private final Gaps gaps;
    private final ArrayDeque<Element> arrivedBefore = new ArrayDeque<>();
    private @Nullable InputChannel connection;
    private boolean fresh = true;
    private long nextSequence;
    private long takenUpTo;
    /** Up to here its elements come from elsewhere. */
    private long loggedUpTo;

    private long skipped;
    private long duplicates;

    /** @param nextSequence the first number that the consumer has not processed, from 1 */
    public InputCursor(InputChannel connection, Gaps gaps, long nextSequence) {
        this.id = connection.id();
        this.connection = connection;
        this.gaps = gaps;
        this.nextSequence = nextSequence;
        this.takenUpTo = nextSequence - 1;
    }

    public ChannelId id() {
        return id;
    }

    /**
     * The next element that has a number not handed out before, or null if there is none yet. It may begin with numbers
     * that were: {@link #overlap} tells.
     *
     * @throws IllegalStateException if a number is missing that may not be
     */
    public @Nullable Element poll() {
        Element next = pollNew();
        if (next != null) {
            if (next.firstSequence() > takenUpTo + 1) {
                skip(next);
            }
            fresh = false;
            takenUpTo = next.lastSequence();
        }
        return next;
    }

    /** The same for who processes nothing more: what is missing may be in a log that was not read to its end. */
    public @Nullable Element pollLeft() {
        Element next = pollNew();
        takenUpTo = next == null ? takenUpTo : next.lastSequence();
        return next;
    }

    private @Nullable Element pollNew() {
        Element next;
        while ((next = pollAny()) != null && next.lastSequence() <= takenUpTo) {
            duplicates++;
        }
        return next;
    }

    /**
     * Takes what has come, as far as a number, out of the connection without handing it out yet: so that its producer
     * does not wait for what is to be processed before that.
     */
    public void gather(long upTo) {
        Element newest = arrivedBefore.peekLast();
        long reached = newest == null ? takenUpTo : newest.lastSequence();
        InputChannel from = connection;
        while (from != null && reached < upTo && (newest = from.poll()) != null) {
            arrivedBefore.add(newest);
            reached = newest.lastSequence();
        }
    }

    private @Nullable Element pollAny() {
        Element before = arrivedBefore.poll();
        if (before != null) {
            return before;
        }
        return connection == null ? null : connection.poll();
    }

    private void skip(Element next) {
        if (gaps == Gaps.NEVER || (gaps == Gaps.AT_CONNECT && !fresh)) {
            throw new IllegalStateException("channel %s goes from %d to %d: what is between is lost"
                    .formatted(id, takenUpTo, next.firstSequence()));
        }
        skipped += next.firstSequence() - takenUpTo - 1;
        nextSequence = Math.max(nextSequence, next.firstSequence());
    }

    /** How many of the first numbers of an element just polled were processed before. */
    public int overlap(Element polled) {
        return (int) Math.max(0, nextSequence - polled.firstSequence());
    }

    /** What is behind all that was processed, of an element polled or taken before, is next. */
    public void putBack(Element polled) {
        arrivedBefore.addFirst(polled);
        takenUpTo = nextSequence - 1;
    }

    /** Everything up to a number was processed. */
    public void processed(long upTo) {
        nextSequence = upTo + 1;
    }

    /** Elements up to a number need not come over a connection: they will be {@link #putBack put} here. */
    public void logged(long upTo) {
        loggedUpTo = upTo;
    }

    /** Control elements up to a number were taken before, and mean nothing again. */
    public void passed(long upTo) {
        processed(upTo);
        takenUpTo = upTo;
    }

    /** The first number that was not processed. */
    public long nextSequence() {
        return nextSequence;
    }

    /**
     * Leaves the connection, but keeps what has arrived over it.
     *
     * @return the number of the last element that has arrived
     */
    public long disconnect() {
        InputChannel left = connection;
        if (left != null) {
            Element arrived;
            while ((arrived = left.poll()) != null) {
                arrivedBefore.add(arrived);
            }
            connection = null;
        }
        return arrived();
    }

    /** Up to which number nothing need be sent. */
    public long arrived() {
        Element last = arrivedBefore.peekLast();
        return Math.max(loggedUpTo, last == null ? takenUpTo : Math.max(takenUpTo, last.lastSequence()));
    }

    /** Whether the channel's end is among what had arrived before {@link #disconnect}, and was not polled. */
    public boolean endArrived() {
        return arrivedBefore.peekLast() instanceof EndOfStream;
    }

    /** Goes on over another connection, after what has arrived already. */
    public void connect(InputChannel newConnection) {
        connection = newConnection;
        fresh = true;
    }

    /** Whether the producer is gone for good and everything it had handed over was polled, just before this call. */
    public boolean producerLost() {
        return connection != null && connection.producerLost();
    }

    /** The consumer is gone: what is in the channel, or will be, is lost; what is there can still be polled. */
    public void abandon() {
        if (connection != null) {
            connection.abandon();
        }
    }

    /** How many numbers were never given: lost, or no longer needed when the connection began. */
    public long skipped() {
        return skipped;
    }

    /** How many elements came again and were dropped. */
    public long duplicates() {
        return duplicates;
    }
}
