package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A channel between two tasks of one process: a bounded ring for one producer and one consumer, objects by reference.
 *
 * <p>One volatile write hands an element over. Each side remembers where it last saw the other and looks again only
 * when it must, so that the two seldom touch the same cache line (after M. Thompson et al., "Disruptor", 2011, and the
 * lock-free queue of L. Lamport, "Proving the Correctness of Multiprocess Programs", 1977).
 */
public final class LocalChannel implements InputChannel, OutputChannel {
    private final ChannelId id;
    private final AtomicReferenceArray<@Nullable Element> slots;
    private final int mask;
    private final Signal consumerSignal;
    private final Signal producerSignal;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    private long producerTail;
    private long headSeen;
    private long consumerHead;
    private long tailSeen;
    private volatile boolean consumerLost;
    private volatile boolean producerLost;

    /**
     * An empty channel.
     *
     * @param capacity how many elements fit, a power of two
     * @param consumerSignal raised when there is an element to take
     * @param producerSignal raised when there is room again after there was none
     */
    public LocalChannel(ChannelId id, int capacity, Signal consumerSignal, Signal producerSignal) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "channel %s: capacity must be a power of two, was %d".formatted(id, capacity));
        }
        this.id = id;
        this.slots = new AtomicReferenceArray<>(capacity);
        this.mask = capacity - 1;
        this.consumerSignal = consumerSignal;
        this.producerSignal = producerSignal;
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public boolean offer(Element element) {
        if (consumerLost) {
            return false;
        }
        if (producerTail - headSeen > mask) {
            headSeen = head.get();
            if (producerTail - headSeen > mask) {
                return false;
            }
        }
        slots.setPlain((int) producerTail & mask, element);
        tail.set(++producerTail);
        consumerSignal.raise();
        return true;
    }

    @Override
    public @Nullable Element poll() {
        if (consumerHead == tailSeen) {
            tailSeen = tail.get();
            if (consumerHead == tailSeen) {
                return null;
            }
        }
        int slot = (int) consumerHead & mask;
        Element element = slots.getPlain(slot);
        slots.setPlain(slot, null);
        head.set(++consumerHead);
        // The tail is read after the head is written, as the producer writes the one and reads the other: whatever the
        // order, either the producer sees the room or we see that it was without.
        if (tail.get() - consumerHead == mask) {
            producerSignal.raise();
        }
        return element;
    }

    @Override
    public int waiting() {
        return (int) (producerTail - head.get());
    }

    @Override
    public boolean consumerLost() {
        return consumerLost;
    }

    @Override
    public boolean producerLost() {
        return producerLost;
    }

    @Override
    public void abandon() {
        consumerLost = true;
        producerSignal.raise();
    }

    @Override
    public void lose() {
        producerLost = true;
        consumerSignal.raise();
    }
}
