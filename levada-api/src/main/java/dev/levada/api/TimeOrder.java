package dev.levada.api;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.MapState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Holds each record back until no earlier one is expected, and lets those of the same time go by their numbers. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class TimeOrder<T> implements Processor<T, T> {
    private final Comparator<T> order;
    /** The records of each time, in the order in which they came. */
    private MapState<Long, List<T>> early;

    private Timers timers;

    TimeOrder(ToLongFunction<? super T> sequence) {
        this.order = Comparator.comparingLong(sequence);
    }

    @Override
    public void open(Context<T> context) {
        early = context.map("early");
        timers = context.timers();
    }

    @Override
    public void process(T value, Context<T> context) {
        Long at = context.eventTime();
        if (at < context.watermark()) {
            context.emit(TimeWindows.<T>lateRecords(), value);
            return;
        }
        List<T> before = early.get(at);
        List<T> now = new ArrayList<>();
        if (before == null) {
            timers.onEventTime(at + 1);
        } else {
            now.addAll(before);
        }
        now.add(value);
        early.put(at, now);
    }

    @Override
    public void onTimer(long millis, Context<T> context) {
        long at = millis - 1;
        List<T> due = early.get(at);
        if (due != null) {
            early.remove(at);
            List<T> sorted = new ArrayList<>(due);
            sorted.sort(order);
            sorted.forEach(value -> context.emitAt(at, value));
        }
    }
}
