package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;

/** Keeps windows of one length, which may overlap. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class SlidingWindowing<K, T, R> implements Processor<T, Windowed<K, R>> {
    private final long size;
    private final long slide;
    private final long lateness;
    private final WindowContent<K, T, R> content;
    private Timers timers;

    SlidingWindowing(long size, long slide, long lateness, WindowContent<K, T, R> content) {
        this.size = size;
        this.slide = slide;
        this.lateness = lateness;
        this.content = content;
    }

    @Override
    public void open(Context<Windowed<K, R>> context) {
        content.open(context);
        timers = context.timers();
    }

    @Override
    public void process(T value, Context<Windowed<K, R>> context) {
        long at = context.eventTime();
        long watermark = context.watermark();
        long last = at - Math.floorMod(at, slide);
        boolean kept = false;
        for (long start = last; start > at - size; start -= slide) {
            if (start + size + lateness > watermark) {
                kept = true;
                if (content.add(start, value)) {
                    setTimers(start + size, watermark);
                }
            }
        }
        if (!kept) {
            context.emit(TimeWindows.<T>lateRecords(), value);
            return;
        }
        content.keep(at, value);
        for (long start = last; start > at - size; start -= slide) {
            if (start + size <= watermark && start + size + lateness > watermark) {
                emit(start, context);
            }
        }
    }

    private void setTimers(long end, long watermark) {
        if (end > watermark) {
            timers.onEventTime(end);
        }
        if (lateness > 0) {
            timers.onEventTime(end + lateness);
        }
    }

    @Override
    public void onTimer(long millis, Context<Windowed<K, R>> context) {
        if (begins(millis - size)) {
            emit(millis - size, context);
        }
        long over = millis - size - lateness;
        if (begins(over)) {
            content.close(over, over + slide);
        }
    }

    private boolean begins(long start) {
        return Math.floorMod(start, slide) == 0;
    }

    private void emit(long start, Context<Windowed<K, R>> context) {
        K key = context.key();
        long end = start + size;
        R result = content.result(key, start, end);
        if (result != null) {
            context.emitAt(end - 1, new Windowed<>(key, start, end, result));
        }
    }
}
