package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.StoredTracedLog;
import dev.levada.recovery.log.optimistic.Dependencies;
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
    private @Nullable Writing writing;

    TracedWorkerLog(WorkerNode node) {
        this.node = node;
        this.world = node.world;
    }

    private record Waiting(Attempt attempt, TracedSlice slice, long position) {}

    private record Settling(long upTo, Runnable then) {}

    /** What is written to one log. */
    private final class Writing {
        private final Dependencies dependencies;
        /** What is attached, if others are not told of others. */
        private final Dependencies direct;

        private final StoredTracedLog stored;
        private final List<Settling> settling = new ArrayList<>();
        private List<Waiting> waiting = new ArrayList<>();
        private List<Waiting> inHand = List.of();
        /** Some are slow: what follows from one log is durable in another before its cause is. */
        private final long longest = world.pace().percent(30) ? 60_000 * MICRO : 1_500 * MICRO;

        private long durable;
        private boolean busy;
        private boolean over;

        Writing(LogWriter writer, RecoveryLine line) {
            dependencies = new Dependencies(writer, line);
            direct = new Dependencies(writer, line);
            stored = new StoredTracedLog(world.storage(), writer);
        }

        void append(Attempt attempt, DeterminantSlice slice, long position) {
            waiting.add(new Waiting(attempt, world.doors().traced(dependencies.own(slice)), position));
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
            if (inHand.isEmpty()) {
                inHand = waiting;
                waiting = new ArrayList<>();
            }
            if (over || inHand.isEmpty()) {
                return;
            }
            List<DeterminantSlice> refused;
            try {
                refused = stored.write(inHand.stream().map(Waiting::slice).toList());
            } catch (VoidAttemptException e) {
                world.sometimes("a void log refused");
                close();
                return;
            } catch (IOException e) {
                world.sometimes("a log written again");
                writeSoon();
                return;
            }
            List<Waiting> written = inHand;
            inHand = List.of();
            durable = written.get(written.size() - 1).slice().number();
            dependencies.stable(durable);
            direct.stable(durable);
            for (Waiting each : written) {
                if (refused.contains(each.slice().slice())) {
                    world.sometimes("determinants of a void attempt refused");
                    each.attempt().crash();
                } else {
                    each.attempt().stable(each.position());
                }
            }
            if (!waiting.isEmpty()) {
                writeSoon();
            }
            runSettled();
        }

        private void runSettled() {
            List<Settling> settled = settling.stream()
                    .filter(each -> over || each.upTo() <= durable)
                    .toList();
            settling.removeAll(settled);
            settled.forEach(each -> each.then().run());
        }

        /** Nothing is written to it any more, and nobody waits for that. */
        void close() {
            over = true;
            List<Waiting> left = new ArrayList<>(inHand);
            left.addAll(waiting);
            inHand = List.of();
            waiting = new ArrayList<>();
            left.forEach(each -> each.attempt().crash());
            runSettled();
        }

        void settle(Runnable then) {
            settling.add(new Settling(dependencies.last(), then));
            runSettled();
        }
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        Writing current = writing;
        if (current == null) {
            throw new IllegalStateException("%s chooses something before a log was begun".formatted(attempt.id()));
        }
        current.append(attempt, slice, position);
    }

    @Override
    public boolean begins(RecoveryLine line) {
        Writing current = writing;
        if (current != null && !line.isOver(current.dependencies.writer())) {
            return false;
        }
        Writing next = new Writing(new LogWriter(node.number, node.incarnation(), line.round()), line);
        writing = next;
        if (current != null) {
            world.sometimes("a worker begins another log");
            current.close();
        }
        return true;
    }

    @Override
    public void settle(Runnable then) {
        Writing current = writing;
        if (current == null || !world.doors().settles()) {
            then.run();
        } else {
            current.settle(then);
        }
    }

    @Override
    public void handIn(long round, Set<TaskId> replaced, RecoveryLine line, Consumer<Boolean> then) {
        Writing current = writing;
        if (current == null) {
            then.accept(false);
            return;
        }
        boolean orphan = !current.dependencies.draw(line);
        boolean toldOrphan = orphan;
        if (orphan) {
            world.sometimes("an orphan");
        }
        settle(() -> then.accept(toldOrphan));
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        Writing current = writing;
        if (current == null) {
            return connection::frame;
        }
        Dependencies told = world.doors().tellsOfOthers() ? current.dependencies : current.direct;
        Dependencies.Sending sending = told.sending();
        return frame -> connection.frame(frame.with(world.doors().attached(frame.channel(), sending::attach)));
    }

    @Override
    public Predicate<byte[]> attachments() {
        Writing current = writing;
        if (current == null) {
            return WorkerLog.super.attachments();
        }
        Dependencies.Receiving receiving = current.dependencies.receiving();
        return attached -> receiving.admits(attached) || world.doors().takesBeyondLine();
    }

    @Override
    public void down() {
        writing = null;
    }

    @Override
    public void dropBefore(long epoch) {
        if (writing != null) {
            writing.dependencies.dropBefore(epoch);
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
