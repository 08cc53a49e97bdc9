package dev.levada.replication;

import dev.levada.replication.replica.MemberHealth;
import dev.levada.replication.replica.Replica;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at a member ten times a second, and tells what has become of it. */
final class Watchman implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final Replica replica;
    private final Consumer<MemberEvent> events;
    private final ScheduledExecutorService thread;

    // The thread's alone.
    private MemberHealth last;

    private Watchman(Replica replica, Consumer<MemberEvent> events) {
        this.replica = replica;
        this.events = events;
        this.last = replica.health();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, last.id() + "-watch");
            made.setDaemon(true);
            return made;
        });
    }

    static Watchman of(Replica replica, Consumer<MemberEvent> events) {
        Watchman watchman = new Watchman(replica, events);
        ScheduledFuture<?> unused =
                watchman.thread.scheduleWithFixedDelay(watchman::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return watchman;
    }

    private void look() {
        MemberHealth now = replica.health();
        MemberEvent.between(last, now).forEach(events);
        last = now;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
