package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.recovery.log.optimistic.Dependencies;
import dev.levada.recovery.log.optimistic.Writing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps what tasks choose in the store, while what follows from it is on its way already. */
final class TracedWorkerLog implements WorkerLog {
    private static final long MICRO = 1_000;

    private final WorkerNode node;
    private final World world;
    private @Nullable Log log;

    TracedWorkerLog(WorkerNode node) {
        this.node = node;
        this.world = node.world;
    }

    /** What is written to one log. */
    private final class Log implements Writing.Host<Attempt> {
        private final Dependencies dependencies;
        /** What is attached, if others are not told of others. */
        private final Dependencies direct;

        private final Writing<Attempt> writing;
        private List<Writing.Waiting<Attempt>> waiting = new ArrayList<>();
        /** Some are slow: what follows from one log is durable in another before its cause is. */
        private final long longest = world.pace().percent(30) ? 60_000 * MICRO : 1_500 * MICRO;

        private boolean busy;

        Log(LogWriter writer, RecoveryLine line) {
            dependencies = new Dependencies(writer, line);
            direct = new Dependencies(writer, line);
            writing = new Writing<>(new StoredTracedLog(world.storage(), writer), dependencies, this);
        }

        void append(Attempt attempt, DeterminantSlice slice, long position) {
            waiting.add(new Writing.Waiting<>(attempt, world.doors().traced(dependencies.own(slice)), position));
            direct.own(slice);
            writeSoon();
        }

        private void writeSoon() {
            if (!busy) {
                busy = true;
                world.onNode(node, world.pace().between(50 * MICRO, longest) * node.slowness(), "put", this::put);
            }
        }

        private void put() {
            busy = false;
            boolean wasOver = writing.isOver();
            try {
                writing.write(this::gathered);
            } catch (IOException e) {
                world.sometimes("a log written again");
                writeSoon();
                return;
            }
            if (writing.isOver() && !wasOver) {
                world.sometimes("a void log refused");
            }
            direct.stable(writing.durable());
            if (!waiting.isEmpty()) {
                writeSoon();
            }
        }

        private List<Writing.Waiting<Attempt>> gathered() {
            List<Writing.Waiting<Attempt>> gathered = waiting;
            waiting = new ArrayList<>();
            return gathered;
        }

        @Override
        public void stable(Attempt attempt, long position) {
            attempt.stable(position);
        }

        @Override
        public void voided(Attempt attempt) {
            world.sometimes("determinants of a void attempt refused");
            attempt.voided();
        }
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        Log current = log;
        if (current == null) {
            throw new IllegalStateException("%s chooses something before a log was begun".formatted(attempt.id()));
        }
        current.append(attempt, slice, position);
    }

    @Override
    public boolean begins(RecoveryLine line) {
        Log current = log;
        if (current != null && !line.isOver(current.dependencies.writer())) {
            return false;
        }
        Log next = new Log(new LogWriter(node.number, node.incarnation(), line.round()), line);
        log = next;
        if (current != null) {
            world.sometimes("a worker begins another log");
            current.writing.end(current.gathered());
        }
        return true;
    }

    @Override
    public void settle(Runnable then) {
        Log current = log;
        if (current == null || !world.doors().settles()) {
            then.run();
        } else {
            current.writing.settle(then);
        }
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        Log current = log;
        if (current == null) {
            then.accept(false);
            return;
        }
        boolean orphan = !current.dependencies.draw(line);
        if (orphan) {
            world.sometimes("an orphan");
        }
        settle(() -> then.accept(orphan));
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        Log current = log;
        if (current == null) {
            return connection::frame;
        }
        Dependencies told = world.doors().tellsOfOthers() ? current.dependencies : current.direct;
        Dependencies.Sending sending = told.sending();
        return frame -> connection.frame(frame.with(world.doors().attached(frame.channel(), sending::attach)));
    }

    @Override
    public Predicate<byte[]> attachments() {
        Log current = log;
        if (current == null) {
            return WorkerLog.super.attachments();
        }
        Dependencies.Receiving receiving = current.dependencies.receiving();
        return attached -> receiving.admits(attached) || world.doors().takesBeyondLine();
    }

    @Override
    public void down() {
        log = null;
    }

    @Override
    public void dropBefore(long epoch) {
        if (log != null) {
            log.dependencies.dropBefore(epoch);
        }
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        return node.number == 1
                ? StoredTracedLog.read(
                        world.storage(), deployment.epoch(), world.doors().line(deployment.line()))
                : List.of();
    }
}
