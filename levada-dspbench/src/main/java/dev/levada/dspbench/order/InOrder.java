package dev.levada.dspbench.order;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.MapState;

/**
 * Takes the records of a key in the order of their event times, whichever way they came: each waits until the watermark
 * says that none before it will come. What is made of a record has its event time.
 *
 * @param <I> at most one record of a key, a time and a {@link #turn}
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
public abstract class InOrder<I, O> implements Processor<I, O> {
    private MapState<Long, I> early;
    private Timers timers;

    /** One for a task. */
    protected InOrder() {}

    /** Handles the next record. */
    protected abstract void take(I value, Emitter<O> out);

    /** Which of two records of the same time comes first: 0 or 1. */
    protected int turn(I value) {
        return 0;
    }

    @Override
    public void open(Context<O> context) {
        early = context.map("early");
        timers = context.timers();
    }

    @Override
    public void process(I value, Context<O> context) {
        early.put(2 * context.eventTime() + turn(value), value);
        timers.onEventTime(context.eventTime() + 1);
    }

    @Override
    public void onTimer(long millis, Context<O> context) {
        long time = millis - 1;
        for (long place = 2 * time; place <= 2 * time + 1; place++) {
            I value = early.get(place);
            if (value != null) {
                early.remove(place);
                take(value, made -> context.emitAt(time, made));
            }
        }
    }
}
