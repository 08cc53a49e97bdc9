package dev.levada.node.embedded;

import dev.levada.io.time.SystemTime;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The coordinator's thread: one step after the other, and a tick now and then. */
final class CoordinatorLoop {
    private static final long TICK_MILLIS = 20;

    private final ScheduledThreadPoolExecutor thread;
    private final Consumer<Throwable> onBug;
    private @Nullable Future<?> ticks;

    /** @param onBug told of what a step throws: none may */
    CoordinatorLoop(Consumer<Throwable> onBug) {
        this.onBug = onBug;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, "levada-coordinator");
            created.setDaemon(true);
            return created;
        });
    }

    /** Runs a step soon, unless the loop is stopped. Any thread. */
    void execute(Runnable step) {
        try {
            thread.execute(() -> guarded(step));
        } catch (RejectedExecutionException e) {
            return; // stopped: nobody waits for the step any more
        }
    }

    void tickWith(LongConsumer tick) {
        ticks = thread.scheduleWithFixedDelay(
                () -> guarded(() -> tick.accept(SystemTime.nanos())), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) { // a broken invariant must end the job, not leave it waiting for its coordinator
            onBug.accept(t);
        }
    }

    void stop() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        thread.shutdownNow();
    }
}
