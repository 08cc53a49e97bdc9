package dev.levada.node.embedded;

import dev.levada.cluster.coordinator.JobCoordinator;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.SnapshotWriter;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskListener;
import dev.levada.io.disk.DiskException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One attempt at a task as the rest of the job hears of it. */
final class Attempt implements TaskListener {
    private final TaskId task;
    private final long number;
    private final EmbeddedJob job;
    private final SnapshotWriter writer;

    Attempt(TaskId task, long number, EmbeddedJob job) {
        this.task = task;
        this.number = number;
        this.job = job;
        this.writer = new SnapshotWriter(job.storage().snapshots());
    }

    @Override
    public void snapshot(TaskSnapshot snapshot) {
        if (job.keepsSnapshots()) {
            job.inBackground(() -> write(snapshot));
        } else {
            snapshot.release();
            tell(coordinator -> coordinator.taken(task, number, snapshot.epoch(), ""));
        }
    }

    private void write(TaskSnapshot snapshot) {
        try {
            String name = writer.write(snapshot);
            tell(coordinator -> coordinator.taken(task, number, snapshot.epoch(), name));
        } catch (DiskException e) {
            // No room, say: the job goes on, and the next epoch may find some.
            job.warn("epoch %d: the snapshot of %s could not be stored: %s"
                    .formatted(snapshot.epoch(), task, e.getMessage()));
            tell(coordinator -> coordinator.declined(task, number, snapshot.epoch()));
        } catch (IOException | RuntimeException e) {
            job.fatal(task, number, e);
        }
    }

    private interface Report {
        void to(JobCoordinator coordinator);
    }

    private void tell(Report report) {
        job.tell(report::to);
    }

    @Override
    public void committed(long epoch) {
        tell(coordinator -> coordinator.committed(task, number, epoch));
    }

    @Override
    public void done() {
        tell(coordinator -> coordinator.done(task, number));
    }

    @Override
    public void acknowledge(ChannelId input, long upTo) {
        Slot producer = job.slot(input.producer());
        producer.loop().execute(() -> {
            Task current = producer.task();
            if (current != null && !producer.isDown() && consumerIsCurrent()) {
                producer.loop().attempt(current, () -> current.acknowledged(input, upTo));
            }
        });
    }

    private boolean consumerIsCurrent() {
        @Nullable Task current = job.slot(task).task();
        return current != null && current.attempt() == number;
    }

    @Override
    public boolean record(SourcePositions positions) {
        tell(coordinator -> coordinator.positions(task, number, positions));
        return !job.storage().lasting();
    }

    @Override
    public void warn(String problem) {
        job.warn(problem);
    }
}
