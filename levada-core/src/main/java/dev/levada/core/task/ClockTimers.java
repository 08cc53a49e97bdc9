package dev.levada.core.task;

import dev.levada.core.channel.OutputGate;

/** Has the timers of a chain fire that are due by the clock, between two elements. Confined to the task. */
final class ClockTimers {
    private static final long MILLI = 1_000_000;
    /** However late the next timer is due, a turn looks at it by then. */
    private static final long MAX_WAKE_MILLIS = 60_000;

    private final Station head;
    private final OutputGate output;
    private final TakingLog taking;
    /** The time of day at which timers fire, as long as they do. */
    private long dueMillis;

    private boolean firing;
    private long wakeNanos;

    ClockTimers(Station head, OutputGate output, TakingLog taking) {
        this.head = head;
        this.output = output;
        this.taking = taking;
    }

    /** Whether some that are due have not fired, because there was no room for what they emit. */
    boolean areFiring() {
        return firing;
    }

    /**
     * Fires those that are due, as long as there is room for what they emit.
     *
     * @param between whether nothing is taken that was not processed
     * @return how many
     */
    int fire(int maxTimers, long nowNanos, long nowMillis, boolean between) {
        if (!firing && head.nextTick() <= nowMillis && between && !output.blocked()) {
            taking.ticked(nowMillis);
            dueMillis = nowMillis;
            firing = true;
            head.tick(nowMillis);
        }
        int fired = 0;
        while (firing && fired < maxTimers && !output.blocked()) {
            firing = head.fireByClock(dueMillis);
            fired++;
        }
        long next = head.nextTick();
        wakeNanos = next == Long.MAX_VALUE ? 0 : nowNanos + Math.min(MAX_WAKE_MILLIS, next - nowMillis) * MILLI;
        return fired;
    }

    /** Fires all of those that were due at a time of day, as an earlier attempt did. */
    void fireAgain(long nowMillis) {
        head.tick(nowMillis);
        boolean left = true;
        while (left) {
            left = head.fireByClock(nowMillis);
        }
    }

    /** Something else is due, in monotonic time. */
    void wakeBy(long nanos) {
        wakeNanos = wakeNanos == 0 || nanos - wakeNanos < 0 ? nanos : wakeNanos;
    }

    /** When something is due, in monotonic time; 0 if nothing is. */
    long wakeNanos() {
        return wakeNanos;
    }
}
