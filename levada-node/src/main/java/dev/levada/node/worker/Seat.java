package dev.levada.node.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Materials;
import dev.levada.cluster.worker.Notice;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.SnapshotWriter;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.io.disk.DiskException;
import dev.levada.io.time.SystemTime;
import dev.levada.node.log.AtHand;
import dev.levada.node.log.LogKey;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The surroundings of one attempt in this process. */
final class Seat implements Surroundings {
    private static final int CAPACITY_ELEMENTS = 16;
    private static final long BUDGET_BYTES = 1 << 20;

    private final TaskRunner runner;
    private final EventLoop loop;
    private final SnapshotWriter writer;
    private final CatchUp catchUp;
    private long round;
    private volatile boolean closed;
    /** What is or was written last. */
    private volatile @Nullable TaskSnapshot inHand;

    /**
     * Of an attempt that is about to be built.
     *
     * @param samples whether others do the same, and compare
     * @param start what it begins with
     * @param round the recovery that it is of
     * @param catchUp told how it gets on
     */
    Seat(TaskRunner runner, EventLoop loop, boolean samples, TaskStart start, long round, CatchUp catchUp) {
        this.runner = runner;
        this.loop = loop;
        this.writer = new SnapshotWriter(runner.storage(), runner.codecs(), start, samples);
        this.round = round;
        this.catchUp = catchUp;
    }

    /** A follower leads: the attempt is of this recovery. On its loop, before the attempt logs anything. */
    void lead(long ofRound) {
        round = ofRound;
    }

    @Override
    public Materials materials() {
        return runner.materials(catchUp, loop);
    }

    @Override
    public Location here() {
        return runner.here();
    }

    @Override
    public int capacity() {
        return CAPACITY_ELEMENTS;
    }

    @Override
    public long budgetBytes() {
        return BUDGET_BYTES;
    }

    @Override
    public void ask(Location producer, OpenRequest request) {
        runner.ask(producer, request);
    }

    @Override
    public Connection accept(OpenRequest request) {
        return runner.accept(request);
    }

    @Override
    public void wake() {
        // What wakes a task is done by its own loop, which looks at it next.
    }

    @Override
    public void store(Attempt attempt, TaskSnapshot snapshot) {
        if (runner.keepsSnapshots()) {
            runner.write(() -> AtHand.during(() -> about(attempt, snapshot), () -> write(attempt, snapshot)));
        } else {
            snapshot.release();
            taken(attempt, snapshot, "");
        }
    }

    private void taken(Attempt attempt, TaskSnapshot snapshot, String name) {
        if (snapshot.window() > 0) {
            runner.worker().windowTaken(attempt, snapshot.epoch(), snapshot.window());
        } else {
            runner.worker().taken(attempt, snapshot.epoch(), name);
        }
    }

    private static Map<LogKey, String> about(Attempt attempt, TaskSnapshot snapshot) {
        Map<LogKey, String> about = new EnumMap<>(EventLoop.about(attempt));
        about.put(LogKey.EPOCH, String.valueOf(snapshot.epoch()));
        return about;
    }

    private void write(Attempt attempt, TaskSnapshot snapshot) {
        inHand = snapshot;
        if (closed) {
            snapshot.release(); // nobody waits for it, and others may for the disk
            return;
        }
        try {
            taken(attempt, snapshot, writer.write(snapshot));
        } catch (DiskException e) {
            // No room, say: the job goes on, and the next epoch may find some.
            runner.warn("epoch %d: the snapshot of %s could not be stored: %s"
                    .formatted(snapshot.epoch(), attempt.id(), e.getMessage()));
            if (snapshot.window() == 0) {
                runner.worker().declined(attempt, snapshot.epoch());
            }
        } catch (IOException | RuntimeException e) {
            // What a void attempt cannot store any more is nobody's loss.
            runner.worker().with(attempt.id(), attempt.number(), any -> runner.fatal(e));
        }
    }

    @Override
    public void log(Attempt attempt, DeterminantSlice slice, long position) {
        runner.log().add(attempt, round, slice, position);
    }

    @Override
    public RemoteOutput.Wire wire(Connection connection) {
        return runner.wire(connection);
    }

    @Override
    public Predicate<byte[]> attachments(Connection connection) {
        return runner.attachments(connection);
    }

    @Override
    public void replayed(Attempt attempt) {
        catchUp.replayed(SystemTime.nanos());
    }

    @Override
    public boolean recordsAtOnce() {
        return runner.recordsAtOnce();
    }

    @Override
    public void failed(Attempt attempt, Throwable cause) {
        runner.failed(attempt.id(), cause);
    }

    @Override
    public void notClosed(Attempt attempt, Throwable cause) {
        runner.notClosed(cause);
    }

    @Override
    public void closed(Attempt attempt) {
        closed = true;
        TaskSnapshot unfinished = inHand;
        if (unfinished != null) {
            unfinished.release();
        }
        loop.closed(attempt);
    }

    @Override
    public void noticed(Notice notice) {
        runner.noticed(notice);
    }

    @Override
    public void warn(String problem) {
        runner.warn(problem);
    }
}
