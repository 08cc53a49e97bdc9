package dev.levada.core.task;

/** Told how long records took from when they were due at the source until a task was done with them. */
@FunctionalInterface
public interface LatencyListener {

    /** @param records how many records of one batch had (at most) this latency */
    void recorded(long latencyNanos, int records);
}
