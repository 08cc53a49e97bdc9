package dev.levada.replication.sequencer;

import dev.levada.io.log.GroupCommitLog;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Applies what is durable, one after the other in the order of the log, on whatever thread finds it so. No thread waits
 * here for another: who finds that one applies leaves the rest to it.
 */
final class Order implements Closeable {
    /** How much may be on its way; the log's own queue has room for twice that, so appending never waits. */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    private static final int OVERHEAD_BYTES = 64;

    private final GroupCommitLog log;
    private final Step step;
    private final AtomicInteger calls = new AtomicInteger();

    /** Guards the fields below, and that they are in the order of the log. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Queue<Proposed> proposed = new ArrayDeque<>();
    private long bytes;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Proposed(byte[] entry, CompletableFuture<Long> durable, CompletableFuture<byte[]> answer) {}

    /** Applies one entry. */
    @FunctionalInterface
    interface Step {
        byte[] apply(long index, byte[] entry) throws IOException;
    }

    Order(GroupCommitLog log, Step step) {
        this.log = log;
        this.step = step;
    }

    boolean hasRoom(byte[] entry) {
        lock.lock();
        try {
            return bytes == 0 || bytes + entry.length + OVERHEAD_BYTES <= MAX_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalStateException if the log is closed */
    CompletableFuture<byte[]> append(byte[] entry) {
        Proposed next;
        lock.lock();
        try {
            next = new Proposed(entry, log.append(entry), new CompletableFuture<>());
            proposed.add(next);
            bytes += entry.length + OVERHEAD_BYTES;
        } finally {
            lock.unlock();
        }
        CompletableFuture<Long> unused = next.durable().whenComplete((index, e) -> applyDurable());
        return next.answer();
    }

    private void applyDurable() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Proposed next = pollDurable(); next != null; next = pollDurable()) {
                apply(next);
            }
            seen = calls.addAndGet(-seen);
        } while (seen > 0);
    }

    private @Nullable Proposed pollDurable() {
        lock.lock();
        try {
            Proposed first = proposed.peek();
            if (first == null || !first.durable().isDone()) {
                return null;
            }
            bytes -= first.entry().length + OVERHEAD_BYTES;
            return proposed.poll();
        } finally {
            lock.unlock();
        }
    }

    private void apply(Proposed next) {
        if (next.durable().isCompletedExceptionally()) {
            CompletableFuture<?> unused =
                    next.durable().whenComplete((index, e) -> next.answer().completeExceptionally(e));
            return;
        }
        try {
            next.answer().complete(step.apply(next.durable().join(), next.entry()));
        } catch (IOException | RuntimeException e) {
            next.answer().completeExceptionally(e);
        }
    }

    void dropBefore(long index) {
        log.dropBefore(index);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
