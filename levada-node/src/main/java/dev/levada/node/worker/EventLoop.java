package dev.levada.node.worker;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.channel.Signal;
import dev.levada.io.time.SystemTime;
import dev.levada.node.log.AtHand;
import dev.levada.node.log.LogKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that gives its tasks their turns, one after the other, and sleeps while none has anything to do.
 *
 * <p>Whatever else happens to a task comes through {@link #execute}, between two turns.
 */
final class EventLoop implements Signal, Runnable {
    private static final int TURN_RECORDS = 512;
    /** How long a task goes on that has more to do than one turn. */
    private static final long SLICE_NANOS = 200_000;
    /** How often it looks again before it sleeps: short, as the cores may be needed by other loops. */
    private static final int SPINS = 50;

    private static final long MAX_PARK_NANOS = 10_000_000;

    private final Thread thread;
    private final Listener listener;
    private final List<Attempt> attempts = new ArrayList<>();
    /** All that are not closed, whether they get turns or not. */
    private final List<Attempt> open = new ArrayList<>();

    private final Set<Runnable> afterPass = new LinkedHashSet<>();

    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    /** The one that has its turn; this thread's alone. */
    private @Nullable Attempt current;

    private volatile boolean parked;
    private volatile boolean stopped;

    /** Told what becomes of the loop; called by its thread. */
    interface Listener {

        /** The loop itself has failed. */
        void broken(Throwable cause);

        void closed();
    }

    EventLoop(String name, Listener listener) {
        this.listener = listener;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    /** Gives an attempt turns until it is over; on the loop's thread. */
    void add(Attempt attempt) {
        attempts.add(attempt);
        open.add(attempt);
    }

    /** An attempt is closed; on the loop's thread. */
    void closed(Attempt attempt) {
        attempts.remove(attempt);
        open.remove(attempt);
    }

    void start() {
        thread.start();
    }

    /** Runs something between two turns, soon. */
    void execute(Runnable command) {
        commands.add(command);
        raise();
    }

    /** Runs something once all tasks have had their turns, however often it is said till then; on the loop's thread. */
    void afterPass(Runnable deed) {
        afterPass.add(deed);
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
        AtHand.is(this::about);
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
            List.copyOf(open).forEach(Attempt::shutDown);
            listener.closed();
        }
    }

    private int pass() {
        int done = runCommands();
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            current = attempt;
            done += turns(attempt);
            if (attempt.isOver()) {
                attempts.remove(attempt);
                i--;
            }
        }
        current = null;
        runAfterPass();
        return done;
    }

    /** Turns in a row, so that tasks share the thread's time and not the number of records. */
    private static int turns(Attempt attempt) {
        long beginNanos = SystemTime.nanos();
        long nowNanos = beginNanos;
        int all = 0;
        int done;
        do {
            done = attempt.turn(TURN_RECORDS, nowNanos, SystemTime.epochMillis());
            all += done;
            nowNanos = SystemTime.nanos();
        } while (done >= TURN_RECORDS && nowNanos - beginNanos < SLICE_NANOS);
        return all;
    }

    private void runAfterPass() {
        if (!afterPass.isEmpty()) {
            afterPass.forEach(Runnable::run);
            afterPass.clear();
        }
    }

    private Map<LogKey, String> about() {
        Attempt turn = current;
        return turn == null ? Map.of() : about(turn);
    }

    /** What a line about an attempt is about. */
    static Map<LogKey, String> about(Attempt attempt) {
        return Map.of(LogKey.TASK, attempt.id().toString(), LogKey.ATTEMPT, String.valueOf(attempt.number()));
    }

    /** Says that it sleeps, looks once more for what came meanwhile, and only then does. */
    private void park() {
        parked = true;
        if (!stopped && pass() == 0) {
            long wakeNanos = MAX_PARK_NANOS;
            long now = SystemTime.nanos();
            for (Attempt attempt : attempts) {
                long due = attempt.task().wakeNanos();
                wakeNanos = due == 0 ? wakeNanos : Math.min(wakeNanos, due - now);
            }
            if (wakeNanos > 0) {
                LockSupport.parkNanos(this, wakeNanos);
            }
        }
        parked = false;
    }

    /** One of them may stop the loop: what comes after it would begin what nobody wants any more. */
    private int runCommands() {
        int run = 0;
        Runnable command;
        while (!stopped && (command = commands.poll()) != null) {
            command.run();
            run++;
        }
        return run;
    }
}
