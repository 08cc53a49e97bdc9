package dev.levada.core.task;

import dev.levada.api.graph.EventTimes;
import dev.levada.api.operator.EventTimeFunction;
import dev.levada.core.element.EventTime;
import dev.levada.core.recovery.SourcePositions.Split;
import java.time.Duration;
import java.util.List;

/**
 * How far event time has come in what a source task has read: in each split as far as its latest record, less what
 * records may be late by; in the task as far as in the split where it is the earliest, of those that have not ended and
 * are not idle. If all are idle it stays where it is. Splits go by their numbers in the log. Confined to the task.
 *
 * <p>A split goes idle where somebody says so: that depends on the clock, and all else here on what was read and told.
 */
final class SplitTimes {
    /** Between two watermarks: each makes batches end that could take more. */
    private static final long INTERVAL_NANOS = 10_000_000;

    private static final long MOST = Long.MAX_VALUE / 4;

    private final EventTimeFunction<Object> function;
    private final long latenessMillis;
    private final long idleNanos;
    private final long[] latest;
    private final boolean[] ended;
    private final boolean[] idle;
    /** Whether there was nothing when it was looked at last, and since when. */
    private final boolean[] empty;

    private final long[] emptySinceNanos;
    private final long[] emptyAtNanos;
    private long told;
    private boolean toldIdle;
    private long notBeforeNanos;

    /**
     * @param told the watermark of the task so far, or NONE
     * @param toldIdle whether it was said with it that nothing follows for now
     */
    @SuppressWarnings("unchecked") // the topology gave it with the stream
    SplitTimes(EventTimes times, List<Split> splits, long told, boolean toldIdle) {
        this.function = (EventTimeFunction<Object>) times.function();
        this.latenessMillis = times.maxLateness().toMillis();
        this.idleNanos = times.idleAfter().map(Duration::toNanos).orElse(0L);
        this.latest = splits.stream().mapToLong(Split::latestMillis).toArray();
        this.ended = new boolean[latest.length];
        this.idle = new boolean[latest.length];
        for (int i = 0; i < latest.length; i++) {
            ended[i] = splits.get(i).ended();
            idle[i] = splits.get(i).idle();
        }
        this.empty = new boolean[latest.length];
        this.emptySinceNanos = new long[latest.length];
        this.emptyAtNanos = new long[latest.length];
        this.told = told;
        this.toldIdle = toldIdle;
    }

    /** When a record happened. */
    long of(Object value) throws Exception {
        long millis = function.millisOf(value);
        if (millis < -MOST || millis > MOST) {
            throw new IllegalArgumentException("an event time of %d ms since 1970 is none".formatted(millis));
        }
        return millis;
    }

    /** A record of a split that happened then was read. */
    void read(int split, long millis) {
        latest[split] = Math.max(latest[split], millis);
        empty[split] = false;
        idle[split] = false;
    }

    /** There was nothing in a split. Returns when it will be idle if that stays so; 0 if it is, or never will be. */
    long readNothing(int split, long nowNanos) {
        if (idleNanos == 0 || idle[split]) {
            return 0;
        }
        if (!empty[split]) {
            empty[split] = true;
            emptySinceNanos[split] = nowNanos;
        }
        emptyAtNanos[split] = nowNanos;
        return emptySinceNanos[split] + idleNanos;
    }

    /** A split that has given nothing for so long that it is idle, and is not yet; -1 if there is none. */
    int nextIdle() {
        for (int i = 0; idleNanos > 0 && i < empty.length; i++) {
            boolean longEmpty = empty[i] && emptyAtNanos[i] - emptySinceNanos[i] >= idleNanos;
            if (longEmpty && !idle[i] && !ended[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Nobody waits for a split, until there is a record of it. What it has come to is {@link #tell told} before. */
    void idle(int split) {
        idle[split] = true;
    }

    void ended(int split) {
        ended[split] = true;
    }

    /** Where a split stands. */
    Split position(String split, int number, long position, boolean atEnd) {
        return new Split(split, position, atEnd, latest[number], idle[number]);
    }

    /** When the next watermark should be told, in monotonic time; 0 if there is nothing to tell. */
    long dueNanos() {
        return isUntold() ? notBeforeNanos : 0;
    }

    boolean isDue(long nowNanos) {
        return isUntold() && (notBeforeNanos == 0 || nowNanos - notBeforeNanos >= 0);
    }

    private boolean isUntold() {
        return hasAdvanced() || isIdle() != toldIdle;
    }

    /** Whether event time has come further than was told. */
    boolean hasAdvanced() {
        return reached() > told;
    }

    /** A watermark is told. Returns it. */
    long tell(long nowNanos) {
        notBeforeNanos = nowNanos + INTERVAL_NANOS;
        told = Math.max(told, reached());
        toldIdle = isIdle();
        return told;
    }

    long told() {
        return told;
    }

    /** Whether it was said last that nothing follows for now. */
    boolean toldIdle() {
        return toldIdle;
    }

    /** Whether all that have not ended are idle. */
    private boolean isIdle() {
        boolean any = false;
        for (int i = 0; i < idle.length; i++) {
            if (!ended[i] && !idle[i]) {
                return false;
            }
            any |= !ended[i];
        }
        return any;
    }

    private long reached() {
        long earliest = EventTime.END;
        for (int i = 0; i < latest.length; i++) {
            if (!ended[i] && !idle[i]) {
                earliest = Math.min(earliest, latest[i]);
            }
        }
        // When all have ended, the end says so.
        return earliest == EventTime.END || earliest == EventTime.NONE ? EventTime.NONE : earliest - latenessMillis;
    }
}
