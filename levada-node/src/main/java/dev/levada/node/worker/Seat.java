package dev.levada.node.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.Materials;
import dev.levada.cluster.worker.Notice;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.cluster.worker.Surroundings;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.snapshot.SnapshotWriter;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.io.disk.DiskException;
import java.io.IOException;

/** The surroundings of one attempt in this process. */
final class Seat implements Surroundings {
    private static final int CAPACITY_ELEMENTS = 16;
    private static final long BUDGET_BYTES = 1 << 20;

    private final TaskRunner runner;
    private final EventLoop loop;
    private final SnapshotWriter writer;

    Seat(TaskRunner runner, EventLoop loop) {
        this.runner = runner;
        this.loop = loop;
        this.writer = new SnapshotWriter(runner.storage());
    }

    @Override
    public Materials materials() {
        return runner.materials();
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
            runner.inBackground(() -> write(attempt, snapshot));
        } else {
            snapshot.release();
            runner.worker().taken(attempt, snapshot.epoch(), "");
        }
    }

    private void write(Attempt attempt, TaskSnapshot snapshot) {
        try {
            runner.worker().taken(attempt, snapshot.epoch(), writer.write(snapshot));
        } catch (DiskException e) {
            // No room, say: the job goes on, and the next epoch may find some.
            runner.warn("epoch %d: the snapshot of %s could not be stored: %s"
                    .formatted(snapshot.epoch(), attempt.id(), e.getMessage()));
            runner.worker().declined(attempt, snapshot.epoch());
        } catch (IOException | RuntimeException e) {
            // What a void attempt cannot store any more is nobody's loss.
            runner.worker().with(attempt.id(), attempt.number(), any -> runner.fatal(e));
        }
    }

    @Override
    public void log(Attempt attempt, DeterminantSlice slice, long position) {
        runner.log(attempt, slice, position);
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
