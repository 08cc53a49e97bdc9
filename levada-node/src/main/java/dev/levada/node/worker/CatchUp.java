package dev.levada.node.worker;

import dev.levada.core.task.LatencyListener;
import dev.levada.core.task.Task;
import dev.levada.io.time.SystemTime;

/**
 * How long one attempt needs to get to where the one before it was, and keeps the {@link Latencies} of its task.
 * Written by its loop, read by anyone.
 *
 * <p>It has caught up with the first batch that it is done with in time: soon after the records were due. Where a
 * source does not know when its records are due, it counts from when they were read; then that is the first batch.
 */
final class CatchUp implements LatencyListener {
    /** Longer than records take on a busy machine, and far shorter than what piles up in a recovery. */
    static final long IN_TIME_NANOS = 100_000_000;

    private final Latencies latencies;
    private long beganNanos;
    private boolean replays;
    private boolean done;
    private volatile long replayedNanos;
    private volatile long caughtUpNanos;

    CatchUp(Latencies latencies) {
        this.latencies = latencies;
    }

    /**
     * The attempt runs.
     *
     * @param replaysFirst whether it does again first what earlier ones did
     */
    void began(boolean replaysFirst, long nowNanos) {
        beganNanos = nowNanos;
        replays = replaysFirst;
    }

    /** What it does from here on is new. */
    void replayed(long nowNanos) {
        replays = false;
        replayedNanos = nowNanos - beganNanos;
    }

    @Override
    public void recorded(long latencyNanos, int records) {
        latencies.recorded(latencyNanos, records);
        if (!done && !replays && latencyNanos <= IN_TIME_NANOS) {
            done = true;
            caughtUpNanos = SystemTime.nanos() - beganNanos;
        }
    }

    TaskFigures.Regained of(Task task) {
        return new TaskFigures.Regained(task.replayed(), task.toReplay(), replayedNanos, caughtUpNanos);
    }
}
