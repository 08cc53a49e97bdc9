package dev.levada.node.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.cluster.worker.Worker;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.recovery.log.optimistic.Dependencies;
import dev.levada.recovery.log.optimistic.Writing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the tasks of this process chose into the store while what follows from it is on its way, all that has
 * gathered at once, on a thread of its own. What waits is bounded by the tasks, whose output waits for it in the end.
 * If the store takes nothing, it is asked again until it does. Any thread.
 */
final class TracedDeterminants implements Determinants {
    private static final long GATHER_MILLIS = 5;
    private static final long RETRY_MILLIS = 200;

    private final Worker worker;
    private final Location here;
    private final SnapshotStorage storage;
    private final Consumer<String> warn;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("levada-determinants"));
    private volatile @Nullable Log log;

    TracedDeterminants(Worker worker, Location here, SnapshotStorage storage, Consumer<String> warn) {
        this.worker = worker;
        this.here = here;
        this.storage = storage;
        this.warn = warn;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** One of the logs that the process writes, one after the other. */
    private final class Log implements Writing.Host<Attempt> {
        private final LogWriter writer;
        private final Dependencies dependencies;
        private final ConcurrentLinkedQueue<Writing.Waiting<Attempt>> queue = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean scheduled = new AtomicBoolean();

        // The thread's alone
        private final Writing<Attempt> writing;
        private boolean failing;

        Log(LogWriter writer, RecoveryLine line) {
            this.writer = writer;
            this.dependencies = new Dependencies(writer, line);
            this.writing = new Writing<>(new StoredTracedLog(storage, writer), dependencies, this);
        }

        void add(Attempt attempt, DeterminantSlice slice, long position) {
            synchronized (queue) { // they lie in it in the order of their numbers
                queue.add(new Writing.Waiting<>(attempt, dependencies.own(slice), position));
            }
            write(GATHER_MILLIS);
        }

        private void write(long delayMillis) {
            if (scheduled.compareAndSet(false, true) || delayMillis == 0) {
                later(delayMillis, this::write);
            }
        }

        private void write() {
            scheduled.set(false); // before looking: what comes now is seen here, or asks again
            try {
                writing.write(this::drained);
            } catch (IOException | RuntimeException e) {
                if (!failing) {
                    warn.accept("what tasks chose could not be stored, and is tried again: " + e.getMessage());
                }
                failing = true;
                write(RETRY_MILLIS);
                return;
            }
            failing = false;
            if (!queue.isEmpty()) {
                write(writing.isAwaited() ? 0 : GATHER_MILLIS);
            }
        }

        private List<Writing.Waiting<Attempt>> drained() {
            List<Writing.Waiting<Attempt>> all = new ArrayList<>();
            Writing.Waiting<Attempt> next;
            while ((next = queue.poll()) != null) {
                all.add(next);
            }
            return all;
        }

        @Override
        public void stable(Attempt attempt, long position) {
            worker.with(attempt.id(), attempt.number(), each -> each.stable(position));
        }

        @Override
        public void voided(Attempt attempt) {
            worker.with(attempt.id(), attempt.number(), Attempt::voided);
        }

        void settle(Runnable then) {
            later(0, () -> {
                writing.settle(then);
                write();
            });
        }

        /** The process has begun another log. */
        void end() {
            later(0, () -> writing.end(drained()));
        }
    }

    private void later(long delayMillis, Runnable deed) {
        try {
            ScheduledFuture<?> unused = thread.schedule(deed, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // all is closed: nobody waits for it any more
        }
    }

    @Override
    public void add(Attempt attempt, long round, DeterminantSlice slice, long position) {
        Log current = log;
        if (current != null && current.writer.round() <= round) { // else it is void, and about to be ended
            current.add(attempt, slice, position);
        }
    }

    @Override
    public boolean begins(RecoveryLine line) {
        Log current = log;
        if (current != null && !line.isOver(current.writer)) {
            return false;
        }
        log = new Log(new LogWriter(here.worker(), here.incarnation(), line.round()), line);
        if (current != null) {
            current.end();
        }
        return true;
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        Log current = log;
        if (current == null) {
            then.accept(false);
        } else {
            boolean orphan = !current.dependencies.draw(line);
            current.settle(() -> then.accept(orphan));
        }
    }

    @Override
    public void settle(Runnable then) {
        Log current = log;
        if (current == null) {
            then.run();
        } else {
            current.settle(then);
        }
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        Log current = log;
        if (current == null) {
            return connection::frame;
        }
        Dependencies.Sending sending = current.dependencies.sending();
        return frame -> {
            byte[] attached = sending.attach();
            return connection.frame(attached.length == 0 ? frame : frame.with(attached));
        };
    }

    @Override
    public Predicate<byte[]> attachments(Connection connection) {
        Log current = log;
        return current == null ? Surroundings.nothingAttached() : current.dependencies.receiving()::admits;
    }

    @Override
    public void complete(long epoch) {
        Log current = log;
        if (current != null) {
            current.dependencies.dropBefore(epoch);
        }
    }

    /** Writes what has gathered: the end of the log, for whoever goes on or looks later. */
    @Override
    public void close(Runnable then) {
        Log current = log;
        if (current != null) {
            thread.execute(current::write);
        }
        thread.execute(then);
        thread.shutdown();
    }
}
