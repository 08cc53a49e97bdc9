package dev.levada.node.shutdown;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a process: what was opened is closed, last first, each with its name in the log, and within a deadline.
 * Thread-safe.
 *
 * <pre>
 *   open --> closing --> closed
 *               |
 *               +--> halted, if told again
 * </pre>
 */
public final class Shutdown {
    private static final int HALTED = 130;

    private final Logger log = LoggerFactory.getLogger(Shutdown.class);
    private final Duration deadline;
    private final Deque<Resource> resources = new ArrayDeque<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean closing;
    private @Nullable String current;

    private record Resource(String name, AutoCloseable closeable) {}

    /** @param deadline for closing all there is */
    public Shutdown(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Adds what is to be closed before everything added so far.
     *
     * @throws IllegalStateException if the end has begun; whoever opened it closes it
     */
    public synchronized void add(
            String name, AutoCloseable resource) { // guards the resources, and that closing is final
        if (closing) {
            throw new IllegalStateException("%s came too late: the process is ending".formatted(name));
        }
        resources.push(new Resource(name, resource));
    }

    /** Begins at SIGTERM (what {@code kill} and Kubernetes send) and SIGINT (Ctrl-C); the second of them halts. */
    public void onSignals() {
        Signals.handle("TERM", () -> begin("SIGTERM"));
        Signals.handle("INT", () -> begin("SIGINT"));
    }

    /**
     * For a process whose life is another's business: it does something at SIGTERM, halts at the second one, and does
     * nothing at SIGINT, which Ctrl-C sends to all processes of a terminal.
     */
    public static void onTermination(Runnable action) {
        AtomicBoolean told = new AtomicBoolean();
        Signals.handle("TERM", () -> {
            if (told.getAndSet(true)) {
                Runtime.getRuntime().halt(HALTED);
            }
            action.run();
        });
        Signals.handle("INT", () -> {});
    }

    /** Begins to close, on a thread of its own. Told again, halts the process as it stands, with exit code 130. */
    public void begin(String reason) {
        if (!close()) {
            Runtime.getRuntime().halt(HALTED);
        }
        log.info("ending: {}", reason);
        Thread thread = new Thread(this::closeAll, "levada-shutdown");
        thread.setDaemon(true);
        thread.start();
        begun.countDown();
    }

    private synchronized boolean close() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void closeAll() {
        for (Resource next = next(); next != null; next = next()) {
            try {
                next.closeable().close();
                log.info("closed {}", next.name());
            } catch (Exception e) { // the others are to be closed all the same
                log.warn("closing {} failed", next.name(), e);
            }
        }
        closed.countDown();
    }

    private synchronized @Nullable Resource next() {
        Resource next = resources.poll();
        current = next == null ? null : next.name();
        return next;
    }

    /**
     * Waits until the end has begun, however long, and then until all is closed, or the deadline has passed. Then the
     * process may exit.
     *
     * @return whether all was closed
     */
    public boolean await() throws InterruptedException {
        begun.await();
        boolean all = closed.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
        if (!all) {
            log.error("{} is not closed after {} ms; going without it", current(), deadline.toMillis());
        }
        return all;
    }

    private synchronized @Nullable String current() {
        return current;
    }
}
