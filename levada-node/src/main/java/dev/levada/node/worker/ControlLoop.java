package dev.levada.node.worker;

import dev.levada.io.time.SystemTime;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A thread for decisions: one step after the other, and a tick now and then. */
public final class ControlLoop {
    private final ScheduledThreadPoolExecutor thread;
    private final Consumer<Throwable> onBug;

    /** @param onBug told of what a step throws: none may */
    public ControlLoop(String name, Consumer<Throwable> onBug) {
        this.onBug = onBug;
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name));
    }

    /** Runs a step soon, unless the loop is stopped. Any thread. */
    public void execute(Runnable step) {
        try {
            thread.execute(() -> guarded(step));
        } catch (RejectedExecutionException e) {
            return; // stopped: nobody waits for the step any more
        }
    }

    /** Has something looked up between two steps, and waits for it. Empty if the loop is stopped. Any other thread. */
    public <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(thread.submit(question::get).get());
        } catch (RejectedExecutionException | CancellationException e) {
            return Optional.empty(); // as above
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            onBug.accept(e.getCause());
            return Optional.empty();
        }
    }

    /** Runs a step once, later. Any thread. */
    public void executeAfter(long millis, Runnable step) {
        try {
            Future<?> unused = thread.schedule(() -> guarded(step), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // as above
        }
    }

    /** Gives the time of {@link SystemTime#nanos} again and again, until the loop is stopped. */
    public void every(long millis, LongConsumer tick) {
        try {
            Future<?> unused = thread.scheduleWithFixedDelay(
                    () -> guarded(() -> tick.accept(SystemTime.nanos())), millis, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // as above
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable t) { // a broken invariant must end the job, not leave it waiting for its coordinator
            onBug.accept(t);
        }
    }

    /** Any thread; what is running is finished. */
    public void stop() {
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.shutdown();
    }
}
