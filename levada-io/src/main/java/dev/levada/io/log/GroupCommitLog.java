package dev.levada.io.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A log that many threads append to. One thread of its own writes what has gathered and forces it once for all. Futures
 * complete on that thread, in the order of the log; what hangs on them must be short and must not wait for this log.
 *
 * <p>After a failure nothing more is acknowledged: what was waiting, and what comes later, fails with its first cause.
 */
public final class GroupCommitLog implements Closeable {
    private final SegmentedLog log; // the thread's alone
    private final List<Waiting> batch = new ArrayList<>(); // the thread's alone
    private final long queueBytes;
    private final Thread thread;

    /** Guards the fields below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private List<Waiting> queue = new ArrayList<>();
    private long queuedBytes;
    private long dropBefore;
    private boolean closing;
    private @Nullable Throwable failure;

    private volatile long durableIndex;

    private static final class Waiting {
        private final byte[] record;
        private final CompletableFuture<Long> index = new CompletableFuture<>();

        Waiting(byte[] record) {
            this.record = record;
        }
    }

    private GroupCommitLog(SegmentedLog log, String name, long queueBytes) {
        this.log = log;
        this.queueBytes = queueBytes;
        this.durableIndex = log.durableIndex();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Takes over an open log and starts the thread.
     *
     * @param log not to be used by anyone else from now on; it is closed with this
     * @param name of the thread
     * @param queueBytes how much may wait to be written, at least 1; a single record may be longer
     */
    public static GroupCommitLog start(SegmentedLog log, String name, long queueBytes) {
        if (queueBytes < 1) {
            throw new IllegalArgumentException(
                    "the queue of log '%s' has at least 1 byte, was %d".formatted(name, queueBytes));
        }
        GroupCommitLog started = new GroupCommitLog(log, name, queueBytes);
        started.thread.start();
        return started;
    }

    /**
     * Adds a record; waits while the queue is full. Records of one thread keep their order.
     *
     * @param record at most {@link SegmentedLog#MAX_RECORD_BYTES}; not to be changed until the future is complete
     * @return the index of the record, when it is durable; or the failure
     * @throws IllegalStateException if this is closed, or is full and the caller is its own thread
     */
    public CompletableFuture<Long> append(byte[] record) {
        SegmentedLog.requireFits(record);
        lock.lock();
        try {
            awaitRoom(record.length);
            return failure == null ? queued(record) : CompletableFuture.failedFuture(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new InterruptedIOException(
                    "interrupted while waiting for room in the queue of log '%s'; the record was not appended"
                            .formatted(thread.getName())));
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(int recordBytes) throws InterruptedException {
        while (failure == null && !closing && !hasRoom(recordBytes)) {
            if (Thread.currentThread() == thread) {
                throw new IllegalStateException(
                        "the queue of log '%s' is full and its own thread appends, which would wait for itself; append from another"
                                .formatted(thread.getName()));
            }
            room.await();
        }
        if (closing) {
            throw new IllegalStateException("log '%s' is closed".formatted(thread.getName()));
        }
    }

    private boolean hasRoom(long recordBytes) {
        return queuedBytes == 0 || queuedBytes + cost(recordBytes) <= queueBytes;
    }

    /** A record without content takes room too. */
    private static long cost(long recordBytes) {
        return RecordHeader.BYTES + recordBytes;
    }

    private CompletableFuture<Long> queued(byte[] record) {
        Waiting waiting = new Waiting(record);
        queue.add(waiting);
        queuedBytes += cost(record.length);
        work.signal();
        return waiting.index;
    }

    /** Deletes the segments that hold nothing but records before an index, some time soon; does not wait. */
    public void dropBefore(long index) {
        lock.lock();
        try {
            dropBefore = Math.max(dropBefore, index);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The last record that is sure to outlast a crash; 0 if there never was one. */
    public long durableIndex() {
        return durableIndex;
    }

    /**
     * Takes nothing more, waits until what was taken is durable, and closes the log. From its own thread it does not
     * wait.
     *
     * @throws LogFailedException if the log failed, now or earlier
     */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            work.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread) {
            join();
        }
        lock.lock();
        try {
            if (failure != null) {
                throw new LogFailedException(thread.getName(), failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void join() throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while log '%s' closes; it goes on closing".formatted(thread.getName()));
        }
    }

    private void run() {
        try (log) {
            while (awaitWork()) {
                commit();
            }
        } catch (Throwable e) { // whatever ends this thread, nobody may wait for it for ever
            fail(e);
        }
    }

    /** Fills the batch with all that waits. False when there is nothing and never will be. */
    private boolean awaitWork() {
        lock.lock();
        try {
            while (queue.isEmpty() && dropBefore == 0 && !closing) {
                work.awaitUninterruptibly();
            }
            batch.addAll(queue);
            return !queue.isEmpty() || dropBefore > 0;
        } finally {
            lock.unlock();
        }
    }

    private void commit() throws IOException {
        long first = log.lastIndex() + 1;
        for (Waiting waiting : batch) {
            log.append(waiting.record);
        }
        log.sync();
        durableIndex = log.durableIndex();
        long drop = taken();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).index.complete(first + i);
        }
        batch.clear();
        if (drop > 0) {
            log.dropBefore(drop);
        }
    }

    /** What is being written counts as queued until it is durable, so that all that is held in memory has one bound. */
    private long taken() {
        lock.lock();
        try {
            queue = new ArrayList<>(queue.subList(batch.size(), queue.size()));
            for (Waiting waiting : batch) {
                queuedBytes -= cost(waiting.record.length);
            }
            long drop = dropBefore;
            dropBefore = 0;
            room.signalAll();
            return drop;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        List<Waiting> lost = new ArrayList<>(batch);
        lock.lock();
        try {
            failure = cause;
            lost.addAll(queue);
            queue = new ArrayList<>();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        for (Waiting waiting : lost) {
            waiting.index.completeExceptionally(cause);
        }
    }
}
