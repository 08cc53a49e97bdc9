package dev.levada.core.task;

import dev.levada.api.graph.EventTimes;
import dev.levada.api.operator.EventTimeFunction;
import dev.levada.core.element.EventTime;
import dev.levada.core.recovery.SourcePositions.Split;
import java.util.List;

/**
 * How far event time has come in what a source task has read: in each split as far as its latest record, less what
 * records may be late by; in the task as far as in the split where it is the earliest, of those that have not ended.
 * Splits go by their numbers in the log. Confined to the task.
 */
final class SplitTimes {
    /** Between two watermarks: each makes batches end that could take more. */
    private static final long INTERVAL_NANOS = 10_000_000;

    private static final long MOST = Long.MAX_VALUE / 4;

    private final EventTimeFunction<Object> function;
    private final long latenessMillis;
    private final long[] latest;
    private final boolean[] ended;
    private long told;
    private long notBeforeNanos;

    /** @param told the watermark of the task so far, or NONE */
    @SuppressWarnings("unchecked") // the topology gave it with the stream
    SplitTimes(EventTimes times, List<Split> splits, long told) {
        this.function = (EventTimeFunction<Object>) times.function();
        this.latenessMillis = times.maxLateness().toMillis();
        this.latest = splits.stream().mapToLong(Split::latestMillis).toArray();
        this.ended = new boolean[latest.length];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = splits.get(i).ended();
        }
        this.told = told;
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
    }

    void ended(int split) {
        ended[split] = true;
    }

    /** The latest time read of a split, or NONE. */
    long latest(int split) {
        return latest[split];
    }

    /** When the next watermark should be told, in monotonic time; 0 if there is nothing to tell. */
    long dueNanos() {
        return reached() > told ? notBeforeNanos : 0;
    }

    boolean isDue(long nowNanos) {
        return reached() > told && (notBeforeNanos == 0 || nowNanos - notBeforeNanos >= 0);
    }

    /** A watermark is told. Returns it. */
    long tell(long nowNanos) {
        notBeforeNanos = nowNanos + INTERVAL_NANOS;
        told = Math.max(told, reached());
        return told;
    }

    long told() {
        return told;
    }

    private long reached() {
        long earliest = EventTime.END;
        for (int i = 0; i < latest.length; i++) {
            if (!ended[i]) {
                earliest = Math.min(earliest, latest[i]);
            }
        }
        // When all have ended, the end says so.
        return earliest == EventTime.END || earliest == EventTime.NONE ? EventTime.NONE : earliest - latenessMillis;
    }
}
