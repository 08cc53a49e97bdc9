package dev.levada.node.embedded;

import dev.levada.core.plan.TaskId;
import dev.levada.core.task.OperatorCounters;
import dev.levada.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of a task in this process, whichever attempt fills it. What an attempt counted stays when it is replaced.
 *
 * <p>Changed by the loop's thread alone; any thread may look.
 */
final class Slot {
    private final TaskId id;
    private final EventLoop loop;
    private volatile @Nullable Task task;
    private volatile List<Task> retired = List.of();
    private volatile boolean down;
    private final List<Consumer<Task>> waiting = new ArrayList<>();
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
    Task task() {
        return task;
    }

    /** Whether the latest attempt has stopped for whatever reason. */
    boolean isDown() {
        return down;
    }

    boolean runs(long attempt) {
        return !down && holds(attempt);
    }

    /** Whether this is the latest attempt, running or not. */
    boolean holds(long attempt) {
        Task current = task;
        return current != null && current.attempt() == attempt;
    }

    /** Takes the attempt off its loop; its channels stay as they are until it is known what follows. */
    void halt() {
        down = true;
        if (task != null) {
            loop.remove(task);
        }
    }

    /** Closes what is halted: another attempt takes its place. */
    void retire() {
        Task old = task;
        if (old != null && !retired.contains(old)) {
            List<Task> all = new ArrayList<>(retired);
            all.add(old);
            retired = List.copyOf(all);
            loop.attempt(old, old::retire);
            loop.attempt(old, old::close);
            loop.closed(old);
        }
    }

    void fill(Task next) {
        task = next;
        next.held(held);
        next.frozen(frozen);
        next.intervalNanos(intervalNanos);
        down = false;
        loop.add(next);
    }

    /** Runs something now, or if there was no attempt yet, once the first one runs. */
    void onceFilled(Consumer<Task> deed) {
        Task current = task;
        if (current == null) {
            waiting.add(deed);
        } else {
            deed.accept(current);
        }
    }

    /** The attempt runs. */
    void filled(Task current) {
        List.copyOf(waiting).forEach(deed -> deed.accept(current));
        waiting.clear();
    }

    void held(boolean hold) {
        held = hold;
        if (task != null) {
            task.held(hold);
        }
    }

    /** Attempts that follow begin frozen, too: the attempt may be replaced for another task's sake. */
    void frozen(boolean freeze) {
        frozen = freeze;
        if (task != null) {
            task.frozen(freeze);
        }
    }

    void intervalNanos(long nanos) {
        intervalNanos = nanos;
        if (task != null) {
            task.intervalNanos(nanos);
        }
    }

    /** What an operator of this task counted in each of its attempts. */
    List<OperatorCounters> counters(int place) {
        return attempts().stream().map(each -> each.counters().get(place)).toList();
    }

    long lostRecords() {
        return attempts().stream().mapToLong(Task::lostRecords).sum();
    }

    private List<Task> attempts() {
        List<Task> all = new ArrayList<>(retired);
        Task current = task;
        if (current != null && !all.contains(current)) {
            all.add(current);
        }
        return all;
    }
}
