package dev.levada.cluster.control;

/**
 * Time as far as this process has run. While it stood still (a pause of its garbage collector, a machine with too much
 * to do, SIGSTOP) it could not hear anybody, so nobody was silent.
 */
final class AwakeTime {
    private final long longestStepNanos;
    private long lastNanos;
    private long awakeNanos;
    private boolean begun;

    /** @param longestStepNanos of the time from one step to the next no more counts than that */
    AwakeTime(long longestStepNanos) {
        this.longestStepNanos = longestStepNanos;
    }

    /** Takes a step, and returns how long the process was awake until then. */
    long at(long now) {
        awakeNanos += begun ? Math.min(now - lastNanos, longestStepNanos) : 0;
        begun = true;
        lastNanos = now;
        return awakeNanos;
    }
}
