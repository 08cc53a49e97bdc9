package dev.levada.replication.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Decides what goes together into one entry. What comes while nothing is on its way goes at once; what comes while
 * enough is on its way gathers, and goes together when room is made. So batches grow with the load, and nothing waits
 * for a clock. Confined to one thread at a time.
 *
 * @param <T> what is put together
 */
public final class Batcher<T> {
    private final int maxItems;
    private final int maxBytes;
    private final int maxInFlight;
    private final long maxWaitingBytes;
    private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int inFlight;

    private record Waiting<T>(T item, int bytes) {}

    /**
     * Begins with nothing.
     *
     * @param maxItems of one batch, at least 1
     * @param maxBytes of one batch; a single item may have more
     * @param maxInFlight batches that were taken and are not {@link #landed}, at least 1
     * @param maxWaitingBytes beyond it nothing is taken in
     */
    public Batcher(int maxItems, int maxBytes, int maxInFlight, long maxWaitingBytes) {
        if (maxItems < 1 || maxBytes < 1 || maxInFlight < 1 || maxWaitingBytes < 1) {
            throw new IllegalArgumentException("the bounds of a batcher are at least 1, were %d, %d, %d and %d"
                    .formatted(maxItems, maxBytes, maxInFlight, maxWaitingBytes));
        }
        this.maxItems = maxItems;
        this.maxBytes = maxBytes;
        this.maxInFlight = maxInFlight;
        this.maxWaitingBytes = maxWaitingBytes;
    }

    /** Takes an item in; false, and nothing is changed, if too much is waiting. */
    public boolean offer(T item, int bytes) {
        if (waitingBytes + bytes > maxWaitingBytes && !waiting.isEmpty()) {
            return false;
        }
        waiting.addLast(new Waiting<>(item, bytes));
        waitingBytes += bytes;
        return true;
    }

    /** How many items wait. */
    public int size() {
        return waiting.size();
    }

    /** What is to go now, in the order it came; empty if nothing waits, or enough is on its way. */
    public List<T> next() {
        if (waiting.isEmpty() || inFlight >= maxInFlight) {
            return List.of();
        }
        List<T> batch = new ArrayList<>(Math.min(maxItems, waiting.size()));
        long bytes = 0;
        while (!waiting.isEmpty() && batch.size() < maxItems) {
            int more = waiting.getFirst().bytes();
            if (!batch.isEmpty() && bytes + more > maxBytes) {
                break;
            }
            bytes += more;
            batch.add(waiting.removeFirst().item());
        }
        waitingBytes -= bytes;
        inFlight++;
        return batch;
    }

    /** A batch that was on its way is so no more. */
    public void landed() {
        if (inFlight == 0) {
            throw new IllegalStateException("no batch is on its way");
        }
        inFlight--;
    }

    /** Gives up what waits, in the order it came. */
    public List<T> drain() {
        List<T> rest = waiting.stream().map(Waiting::item).toList();
        waiting.clear();
        waitingBytes = 0;
        return rest;
    }
}
