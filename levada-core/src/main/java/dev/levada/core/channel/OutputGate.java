package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayList;
import java.util.List;

/**
 * All that leaves one task: its routers and their channels, seen as one. Confined to the task.
 *
 * <p>It is <em>blocked</em> while any channel had no room for something; the task then handles no further input.
 */
public final class OutputGate {
    private final List<Router> routers = new ArrayList<>();
    private final SendListener listener;
    private final int batchSize;
    private boolean blocked;
    private long bornNanos;
    private long lostRecords;

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
        boolean drained = true;
        for (Router router : routers) {
            drained &= router.drain();
        }
        blocked = !drained;
        return drained;
    }

    /** Sends all batches, full or not. */
    public void flush() {
        for (Router router : routers) {
            router.flush();
        }
    }

    /** Ends all channels. */
    public void end() {
        for (Router router : routers) {
            router.end();
        }
    }

    /** The task is gone: its consumers will get nothing more from it, not even an end. */
    public void lose() {
        for (Router router : routers) {
            router.lose();
        }
    }

    /** How many records had to be dropped because no consumer was left. */
    public long lostRecords() {
        return lostRecords;
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

    void dropped() {
        lostRecords++;
    }

    void sent(ChannelId channel, Element element) {
        listener.sent(channel, element);
    }
}
