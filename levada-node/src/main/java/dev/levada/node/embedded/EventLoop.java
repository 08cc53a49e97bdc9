package dev.levada.node.embedded;

import dev.levada.core.channel.Signal;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskState;
import dev.levada.io.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that gives its tasks their turns, one after the other, and sleeps while none has anything to do.
 *
 * <p>Whatever else happens to a task comes through {@link #execute}, between two turns.
 */
final class EventLoop implements Signal, Runnable {
    private static final int TURN_RECORDS = 512;
    /** How often it looks again before it sleeps: short, as the cores may be needed by other loops. */
    private static final int SPINS = 50;

    private static final long MAX_PARK_NANOS = 10_000_000;

    private final Thread thread;
    private final Listener listener;
    private final List<Task> tasks = new ArrayList<>();
    /** All that are not closed, whether they get turns or not. */
    private final List<Task> open = new ArrayList<>();

    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private volatile boolean parked;
    private volatile boolean stopped;

    /** Told what becomes of tasks; called by the loop's thread. */
    interface Listener {

        void failed(Task task, Throwable cause);

        /** The loop itself has failed. */
        void broken(Throwable cause);

        void closed();
    }

    EventLoop(String name, Listener listener) {
        this.listener = listener;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    /** Adds a task; on the loop's thread. */
    void add(Task task) {
        tasks.add(task);
        open.add(task);
    }

    /** Gives a task no more turns; on the loop's thread. */
    void remove(Task task) {
        tasks.remove(task);
    }

    /** A task is closed; on the loop's thread. */
    void closed(Task task) {
        tasks.remove(task);
        open.remove(task);
    }

    void start() {
        thread.start();
    }

    /** Runs something between two turns, soon. */
    void execute(Runnable command) {
        commands.add(command);
        raise();
    }

    /** Closes all tasks and ends the thread, soon. */
    void stop() {
        stopped = true;
        raise();
    }

    @Override
    public void raise() {
        if (parked) {
            parked = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        try {
            int idlePasses = 0;
            while (!stopped) {
                int done = pass();
                idlePasses = done > 0 ? 0 : idlePasses + 1;
                if (idlePasses > SPINS) {
                    park();
                } else if (idlePasses > 0) {
                    Thread.onSpinWait();
                }
            }
        } catch (Throwable t) { // a broken invariant must end the job, not leave it waiting for this loop
            listener.broken(t);
        } finally {
            List.copyOf(open).forEach(this::end);
            listener.closed();
        }
    }

    private void end(Task task) {
        if (task.state() != TaskState.FINISHED) {
            attempt(task, task::lose);
        }
        attempt(task, task::close);
    }

    private int pass() {
        int done = runCommands();
        for (int i = 0; i < tasks.size(); i++) {
            done += turn(tasks.get(i));
        }
        return done;
    }

    private int turn(Task task) {
        try {
            return task.turn(TURN_RECORDS, SystemTime.nanos(), SystemTime.epochMillis());
        } catch (Throwable t) { // whatever a user's code throws must end the task, not the loop
            listener.failed(task, t);
            return 0;
        }
    }

    /** Says that it sleeps, looks once more for what came meanwhile, and only then does. */
    private void park() {
        parked = true;
        if (!stopped && pass() == 0) {
            long wakeNanos = MAX_PARK_NANOS;
            long now = SystemTime.nanos();
            for (Task task : tasks) {
                long due = task.wakeNanos();
                wakeNanos = due == 0 ? wakeNanos : Math.min(wakeNanos, due - now);
            }
            if (wakeNanos > 0) {
                LockSupport.parkNanos(this, wakeNanos);
            }
        }
        parked = false;
    }

    private int runCommands() {
        int run = 0;
        Runnable command;
        while ((command = commands.poll()) != null) {
            command.run();
            run++;
        }
        return run;
    }

    /** Runs a deed of a task; if it throws, the task has failed. */
    void attempt(Task task, Runnable deed) {
        try {
            deed.run();
        } catch (Throwable t) { // as in turn()
            listener.failed(task, t);
        }
    }
}
