package dev.levada.cluster.replay;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogEndedError;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskFactory;
import dev.levada.core.task.TaskListener;
import dev.levada.core.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * One task of a replay. It does again what its log says, and rests where that ends; one that logs nothing, because all
 * it does follows from its input, rests when no more of that can come. The one that is watched may have to end before.
 */
final class ReplayedTask implements TaskListener {
    private static final int MAX_CAUSES = 20;

    private final Task task;
    private final TaskStart start;
    private final boolean logs;
    private final boolean idle;
    private final BiConsumer<ChannelId, Long> acknowledgements;
    private final List<Long> unstable = new ArrayList<>();
    private final Optional<ReachedState> end;
    private boolean repeated;
    private boolean over;

    /**
     * Built, and not opened.
     *
     * @param acknowledgements told what need not be kept for it
     * @param end where it ends, if not with its log
     */
    ReplayedTask(
            TaskId id,
            TaskStart start,
            ReplayWiring.Materials materials,
            BiConsumer<ChannelId, Long> acknowledgements,
            Optional<ReachedState> end) {
        this.acknowledgements = acknowledgements;
        this.end = end;
        this.start = start;
        this.logs = !start.finished() && materials.logs(id);
        // Nobody knows of anything that it did.
        this.idle = logs && start.determinants().length == 0;
        this.task = TaskFactory.build(materials.plan(), id, start, new ReplayWiring(materials, start.finished(), this));
    }

    /** Opens it, and connects it with tasks of the replay, which want its numbers from these on. */
    void open(Stream<WantedFrom> consumers) {
        if (idle) {
            over = true;
            return;
        }
        untilLogEnds(() -> {
            task.open();
            consumers.forEach(wanted -> task.connect(wanted.pipe(), wanted.from(), false));
        });
        becomeStable();
    }

    /** @param from the first number that the consumer wants */
    record WantedFrom(Pipe pipe, long from) {}

    /**
     * A turn of the task; see {@link Task#turn}.
     *
     * @param moreMayCome whether a task that makes its input is not over
     */
    int turn(int maxRecords, long nowNanos, long nowMillis, boolean moreMayCome) {
        if (over) {
            return 0;
        }
        int[] done = new int[1];
        untilLogEnds(() -> done[0] = task.turn(maxRecords, nowNanos, nowMillis));
        becomeStable();
        over |= done[0] == 0 && (logs ? repeated : !moreMayCome);
        if (over && end.isPresent() && !end.get().isReached() && task.state() == TaskState.FINISHED) {
            // Where its last epoch ends is not in the log of a task that has finished, and nothing comes in between.
            untilLogEnds(() -> task.trigger(end.get().epoch(), false));
        }
        return done[0];
    }

    private void untilLogEnds(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException | LogEndedError | EpochReachedError e) {
            if (!isEndOfLog(e)) {
                throw e;
            }
            over = true;
        }
    }

    private static boolean isEndOfLog(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause -> cause instanceof LogEndedError || cause instanceof EpochReachedError);
    }

    private void becomeStable() {
        List<Long> durable = List.copyOf(unstable);
        unstable.clear();
        durable.forEach(task::stable);
    }

    boolean isOver() {
        return over;
    }

    boolean logs() {
        return logs;
    }

    Task task() {
        return task;
    }

    void close() {
        task.close();
    }

    @Override
    public void log(DeterminantSlice slice, long position) {
        unstable.add(position);
    }

    /** What it would do now is new. What it has at hand still goes out. */
    @Override
    public void replayed() {
        repeated = true;
        task.held(true);
    }

    @Override
    public void snapshot(TaskSnapshot snapshot) {
        try {
            if (end.isPresent() && snapshot.epoch() == end.get().epoch()) {
                end.get().compare(start, snapshot);
                throw new EpochReachedError(snapshot.epoch());
            }
        } finally {
            snapshot.release();
        }
    }

    @Override
    public void acknowledge(ChannelId input, long upTo) {
        acknowledgements.accept(input, upTo);
    }

    @Override
    public boolean record(SourcePositions positions) {
        return true;
    }

    @Override
    public void committed(long epoch) {}

    @Override
    public void done() {}
}
