package dev.levada.node.worker;

import static java.util.Objects.requireNonNull;

import dev.levada.cluster.worker.Attempt;
import dev.levada.core.element.EventTime;
import dev.levada.core.plan.TaskId;
import dev.levada.core.task.OperatorCounters;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskState;
import dev.levada.io.time.SystemTime;
import dev.levada.node.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of a task in this process, whichever attempt fills it: what people have told the task holds for those that
 * follow, and what an attempt counted stays when it is replaced.
 *
 * <p>Changed by the loop's thread alone; any thread may look.
 */
final class Slot {
    private final TaskId id;
    private final EventLoop loop;
    private volatile @Nullable Attempt attempt;
    private volatile @Nullable CatchUp catchUp;
    private volatile List<Attempt> earlier = List.of();
    /** What the latest attempt had done while it followed another, which counts that. */
    private volatile List<TaskFigures.Counts> followed = List.of();

    private @Nullable Seat followersSeat;
    private @Nullable CatchUp followersCatchUp;
    private final List<Consumer<Attempt>> waiting = new ArrayList<>();
    private boolean held;
    private boolean frozen;
    private long intervalNanos;

    Slot(TaskId id, EventLoop loop, boolean held) {
        this.id = id;
        this.loop = loop;
        this.held = held;
    }

    TaskId id() {
        return id;
    }

    EventLoop loop() {
        return loop;
    }

    /** The latest attempt; null before the first. */
    @Nullable
    Attempt attempt() {
        return attempt;
    }

    /** A follower was built and is about to be opened. */
    void follow(Attempt follower, Seat seat, CatchUp itsOwn) {
        followersSeat = seat;
        followersCatchUp = itsOwn;
        loop.add(follower);
    }

    /** The follower that was built last is the latest attempt from here on. */
    void lead(Attempt follower, long round) {
        requireNonNull(followersSeat).lead(round);
        fill(follower, requireNonNull(followersCatchUp), false);
        List<TaskFigures.Counts> counts = new ArrayList<>(followed);
        add(follower, counts);
        followed = List.copyOf(counts);
    }

    /** An attempt was built and is about to be opened. */
    void fill(Attempt next, CatchUp itsOwn) {
        fill(next, itsOwn, true);
    }

    private void fill(Attempt next, CatchUp itsOwn, boolean isNew) {
        catchUp = itsOwn;
        Attempt old = attempt;
        if (old != null) {
            List<Attempt> all = new ArrayList<>(earlier);
            all.add(old);
            earlier = List.copyOf(all);
        }
        attempt = next;
        Task task = next.task();
        task.held(held);
        task.frozen(frozen);
        task.intervalNanos(intervalNanos);
        if (isNew) {
            loop.add(next);
        }
    }

    /** Runs something now, or if there was no attempt yet, once the first one runs. */
    void onceFilled(Consumer<Attempt> deed) {
        Attempt current = attempt;
        if (current == null) {
            waiting.add(deed);
        } else {
            deed.accept(current);
        }
    }

    /** The latest attempt runs. */
    void opened() {
        Attempt current = attempt;
        CatchUp itsOwn = catchUp;
        if (current != null && itsOwn != null) {
            itsOwn.began(current.task().isReplaying(), SystemTime.nanos());
            List.copyOf(waiting).forEach(deed -> deed.accept(current));
            waiting.clear();
        }
    }

    void held(boolean hold) {
        held = hold;
        if (attempt != null) {
            attempt.task().held(hold);
        }
    }

    /** Attempts that follow begin frozen, too: the attempt may be replaced for another task's sake. */
    void frozen(boolean freeze) {
        frozen = freeze;
        if (attempt != null) {
            attempt.task().frozen(freeze);
        }
    }

    void intervalNanos(long nanos) {
        intervalNanos = nanos;
        if (attempt != null) {
            attempt.task().intervalNanos(nanos);
        }
    }

    TaskFigures figures(Latencies latencies) {
        List<Attempt> all = attempts();
        Attempt latest = attempt;
        CatchUp itsOwn = catchUp;
        List<TaskFigures.Counts> counts = new ArrayList<>();
        all.forEach(each -> add(each, counts));
        List<TaskFigures.Counts> twice = followed;
        for (int place = 0; place < twice.size(); place++) {
            counts.set(place, counts.get(place).minus(twice.get(place)));
        }
        return new TaskFigures(
                id,
                latest == null ? 0 : latest.number(),
                latest == null ? Job.Condition.RUNNING : condition(latest),
                counts,
                latest == null || itsOwn == null ? TaskFigures.Regained.NOTHING : itsOwn.of(latest.task()),
                latest == null
                        ? EventTime.NONE
                        : latest.task().counters().get(0).watermark(),
                all.stream().mapToLong(Attempt::lostRecords).sum(),
                latencies.bytes());
    }

    private static void add(Attempt attempt, List<TaskFigures.Counts> counts) {
        List<OperatorCounters> counters = attempt.task().counters();
        for (int place = 0; place < counters.size(); place++) {
            TaskFigures.Counts own = TaskFigures.Counts.of(counters.get(place));
            if (place < counts.size()) {
                counts.set(place, counts.get(place).plus(own));
            } else {
                counts.add(own);
            }
        }
    }

    private static Job.Condition condition(Attempt attempt) {
        Task task = attempt.task();
        if (task.state() == TaskState.FINISHED) {
            return Job.Condition.FINISHED;
        }
        if (attempt.isOver() || task.state() == TaskState.LOST) {
            return Job.Condition.LOST;
        }
        return task.isFrozen() ? Job.Condition.FROZEN : Job.Condition.RUNNING;
    }

    /** All attempts that there were in this process, the latest last. */
    private List<Attempt> attempts() {
        List<Attempt> all = new ArrayList<>(earlier);
        Attempt current = attempt;
        if (current != null && !all.contains(current)) {
            all.add(current);
        }
        return all;
    }
}
