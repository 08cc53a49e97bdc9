package dev.levada.node.master;

import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.JobReport;
import dev.levada.node.worker.TaskFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong while a job ran, and how it was mended. Any thread. */
final class Recoveries {
    private static final int MAX_KEPT = 1_000;
    /** How many tasks the recoveries before the last tell of in all; the oldest ones forget theirs first. */
    private static final int MAX_TASKS = 1_000;

    // Guards itself and the fields below.
    private final List<JobReport.Recovered> done = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Mending open;
    /** It is over, and its tasks may still have to catch up. */
    private @Nullable Mending last;

    private int tasks;
    private int forgotten;

    /** The attempt at a task has failed. */
    void began(TaskId task, Carrier.Failure failure, long nowNanos) {
        synchronized (done) {
            Mending current = open;
            if (current == null) {
                settle();
                current = new Mending(failure.silentNanos(), nowNanos);
                open = current;
            }
            current.failed(task, failure);
        }
    }

    /** Everybody has stopped listening to what has failed, and to what these attempts replace besides. */
    void fenced(Map<TaskId, Long> attempts, long nowNanos) {
        synchronized (done) {
            if (open != null) {
                open.fenced(attempts, nowNanos);
            }
        }
    }

    /** A new attempt runs. */
    void restored(TaskId task, long attempt, Location at, long nowNanos) {
        synchronized (done) {
            if (open != null) {
                open.restored(task, attempt, at, nowNanos);
            }
        }
    }

    /** Nothing is being mended now; whether something was until now. */
    boolean online(long nowNanos) {
        synchronized (done) {
            Mending mended = open;
            if (mended == null || !mended.isFenced()) {
                return false;
            }
            open = null;
            mended.online(nowNanos);
            last = mended;
            return true;
        }
    }

    /** Another one begins. */
    private void settle() {
        Mending over = last;
        last = null;
        if (over == null || done.size() == MAX_KEPT) {
            return;
        }
        JobReport.Recovered report = over.report();
        done.add(report);
        tasks += report.tasks().size();
        for (; tasks > MAX_TASKS; forgotten++) {
            JobReport.Recovered oldest = done.get(forgotten);
            tasks -= oldest.tasks().size();
            done.set(forgotten, oldest.withoutTasks());
        }
    }

    /** Whether {@link #observe} is to be called now and then. */
    boolean goOn(long nowNanos) {
        synchronized (done) {
            return open != null || (last != null && last.goesOn(nowNanos));
        }
    }

    /** How tasks are: their new attempts may have caught up. */
    void observe(List<TaskFigures> figures) {
        synchronized (done) {
            if (open != null) {
                open.observe(figures);
            }
            if (last != null) {
                last.observe(figures);
            }
        }
    }

    void suspected(Location worker, long silentNanos) {
        warn("worker %d, process %d, has said nothing for %d ms, and is taken for gone"
                .formatted(worker.worker(), worker.incarnation(), silentNanos / 1_000_000));
    }

    void warn(String problem) {
        synchronized (done) {
            if (warnings.size() < MAX_KEPT) {
                warnings.add(problem);
            }
        }
    }

    List<JobReport.Recovered> all() {
        synchronized (done) {
            List<JobReport.Recovered> all = new ArrayList<>(done);
            if (last != null && all.size() < MAX_KEPT) {
                all.add(last.report());
            }
            return all;
        }
    }

    List<String> warnings() {
        synchronized (done) {
            return List.copyOf(warnings);
        }
    }
}
