package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that leaves one task: its routers and their channels, seen as one. Confined to the task, but for
 * {@link #lostRecords}.
 *
 * <p>It is <em>blocked</em> while any channel had no room for something; the task then handles no further input.
 */
public final class OutputGate {
    private final List<Router> routers = new ArrayList<>();
    private final SendListener listener;
    private final int batchSize;
    private final AtomicLong lostRecords = new AtomicLong();
    private boolean blocked;
    private boolean ending;
    private long bornNanos;

    /** @param batchSize how many values a batch holds at most, from 1 */
    public OutputGate(SendListener listener, int batchSize) {
        this.listener = listener;
        this.batchSize = batchSize;
    }

    void add(Router router) {
        routers.add(router);
    }

    /** The time at which the input in hand was due; batches begun from now on carry it. */
    public void bornNanos(long nanos) {
        bornNanos = nanos;
    }

    /** Whether something waits for room. */
    public boolean blocked() {
        return blocked;
    }

    /** Offers what waits, and routes around consumers that are gone; whether nothing waits any more. */
    public boolean drain() {
        blocked = false;
        for (Router router : routers) {
            router.drain();
        }
        if (ending && !blocked) {
            end();
        }
        return !blocked;
    }

    /** Sends all batches, full or not. */
    public void flush() {
        for (Router router : routers) {
            router.flush();
        }
    }

    /**
     * Sends all batches and then, as soon as nothing waits any more, the end of all channels: until then what a lost
     * consumer leaves behind can still go to the others.
     */
    public void end() {
        ending = true;
        flush();
        if (!blocked) {
            ending = false;
            for (Router router : routers) {
                router.end();
            }
        }
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

    int batchSize() {
        return batchSize;
    }

    long bornNanos() {
        return bornNanos;
    }

    void block() {
        blocked = true;
    }

    void lost(int records) {
        lostRecords.setOpaque(lostRecords.getPlain() + records);
    }

    void sent(ChannelId channel, Element element) {
        listener.sent(channel, element);
    }
}
