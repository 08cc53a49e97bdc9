package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.MapState;
import java.util.Map;

/**
 * Keeps windows that grow: each record makes one of the length of the gap, and those that overlap are one.
 *
 * <p>A session that is not over has a timer somewhere between its start and its end. If the end is later by the time it
 * fires, another one is set: so a record that makes a session longer sets none.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class SessionWindowing<K, T, R> implements Processor<T, Windowed<K, R>> {
    private static final long ENDED = Long.MAX_VALUE;

    private final long gap;
    private final long lateness;
    private final WindowContent<K, T, R> content;
    /** Where each session ends, by where it starts. */
    private MapState<Long, Long> ends;

    private Timers timers;

    SessionWindowing(long gap, long lateness, WindowContent<K, T, R> content) {
        this.gap = gap;
        this.lateness = lateness;
        this.content = content;
    }

    @Override
    public void open(Context<Windowed<K, R>> context) {
        content.open(context);
        ends = context.map("ends");
        timers = context.timers();
    }

    @Override
    public void process(T value, Context<Windowed<K, R>> context) {
        long at = context.eventTime();
        long watermark = context.watermark();
        long start = at;
        long end = at + gap;
        boolean timed = false;
        for (Map.Entry<Long, Long> session : ends.entries()) {
            if (session.getKey() < at + gap && session.getValue() > at) {
                start = Math.min(start, session.getKey());
                end = Math.max(end, session.getValue());
                timed |= session.getValue() > watermark;
                merge(session.getKey(), start);
            }
        }
        if (end + lateness <= watermark) {
            context.emit(TimeWindows.<T>lateRecords(), value);
            return;
        }
        ends.put(start, end);
        content.add(start, value);
        content.keep(at, value);
        if (end <= watermark) {
            timers.onEventTime(end + lateness);
            emit(start, end, context);
        } else if (!timed) {
            timers.onEventTime(end);
        }
    }

    private void merge(long session, long into) {
        if (session != into) {
            content.merge(session, into);
            ends.remove(session);
        }
    }

    @Override
    public void onTimer(long millis, Context<Windowed<K, R>> context) {
        for (Map.Entry<Long, Long> session : ends.entries()) {
            long start = session.getKey();
            long end = session.getValue();
            if (end == millis || (end > millis && context.watermark() == ENDED)) {
                over(start, end, context);
            } else if (end + lateness <= millis || (end < millis && context.watermark() == ENDED)) {
                close(start, end);
            } else if (start < millis && end > millis) {
                timers.onEventTime(end);
            }
        }
    }

    private void over(long start, long end, Context<Windowed<K, R>> context) {
        emit(start, end, context);
        if (lateness == 0 || context.watermark() == ENDED) {
            close(start, end);
        } else {
            timers.onEventTime(end + lateness);
        }
    }

    private void close(long start, long end) {
        ends.remove(start);
        content.close(start, end);
    }

    private void emit(long start, long end, Context<Windowed<K, R>> context) {
        K key = context.key();
        R result = content.result(key, start, end);
        if (result != null) {
            context.emitAt(end - 1, new Windowed<>(key, start, end, result));
        }
    }
}
