package dev.levada.node.master;

import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.JobReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went wrong while a job ran, and how long it took to mend it. Any thread. */
final class Recoveries {
    private static final int MAX_KEPT = 1_000;

    // Guards itself and the fields below.
    private final List<JobReport.Recovered> done = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Open open;

    private static final class Open {
        private final List<String> failed = new ArrayList<>();
        private final long silentNanos;
        private final long beganNanos;
        private long fencedNanos;

        Open(long silentNanos, long nowNanos) {
            this.silentNanos = silentNanos;
            beganNanos = nowNanos;
        }
    }

    /** @param silentNanos for how long the task's worker had been silent */
    void began(TaskId task, long silentNanos, long nowNanos) {
        synchronized (done) {
            if (open == null) {
                open = new Open(silentNanos, nowNanos);
            }
            open.failed.add(task.toString());
        }
    }

    /** Everybody has stopped listening to what has failed. */
    void fenced(long nowNanos) {
        synchronized (done) {
            if (open != null) {
                open.fencedNanos = nowNanos;
            }
        }
    }

    /** Nothing is being mended now; whether something was until now. */
    boolean online(long nowNanos) {
        synchronized (done) {
            Open mended = open;
            if (mended == null || mended.fencedNanos == 0) {
                return false;
            }
            open = null;
            if (done.size() < MAX_KEPT) {
                done.add(new JobReport.Recovered(
                        mended.failed,
                        mended.silentNanos / 1e6,
                        (mended.fencedNanos - mended.beganNanos) / 1e6,
                        (nowNanos - mended.beganNanos) / 1e6));
            }
            return true;
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
            return List.copyOf(done);
        }
    }

    List<String> warnings() {
        synchronized (done) {
            return List.copyOf(warnings);
        }
    }
}
