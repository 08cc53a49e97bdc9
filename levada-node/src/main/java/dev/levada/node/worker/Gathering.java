package dev.levada.node.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Uses what comes, in its order, on a thread of its own: all that has gathered since the last time at once. Between the
 * beginnings of two times is a pause, at least; what comes alone does not wait. How much may gather is up to who adds.
 * Any thread.
 */
final class Gathering<T> {
    private static final long RETRY_NANOS = 200_000_000;

    private final long pauseNanos;
    private final Predicate<List<T>> use;
    private final List<T> gathered = new ArrayList<>(); // the thread's alone

    private final ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile long nextNanos = System.nanoTime();
    private final ScheduledThreadPoolExecutor thread;

    /**
     * @param use is given a list of its own thread's, never an empty one, which is emptied afterwards; or, if it says
     *     no, given again a moment later, with what has come meanwhile at its end. It does not throw
     */
    Gathering(String threadName, long pauseNanos, Predicate<List<T>> use) {
        this.pauseNanos = pauseNanos;
        this.use = use;
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads(threadName));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** What comes when all is closed is not used. */
    void add(T each) {
        queue.add(each);
        ask();
    }

    private void ask() {
        if (asked.compareAndSet(false, true)) {
            try {
                ScheduledFuture<?> unused =
                        thread.schedule(this::useAll, nextNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                return; // all is closed
            }
        }
    }

    private void useAll() {
        nextNanos = System.nanoTime() + pauseNanos;
        asked.set(false); // before looking: what comes now is seen here, or asks again
        T next;
        while ((next = queue.poll()) != null) {
            gathered.add(next);
        }
        if (gathered.isEmpty()) {
            return;
        }
        if (use.test(gathered)) {
            gathered.clear();
        } else {
            nextNanos = System.nanoTime() + RETRY_NANOS;
            ask();
        }
    }

    /** Uses what has gathered, takes nothing more, and runs something then, on the same thread. */
    void close(Runnable then) {
        thread.execute(() -> {
            useAll();
            then.run();
        });
        thread.shutdown();
    }
}
