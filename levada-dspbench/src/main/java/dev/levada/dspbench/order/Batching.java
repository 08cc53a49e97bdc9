package dev.levada.dspbench.order;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.ListState;
import java.util.List;

/**
 * Takes all records of a key at once, which have one event time: when the watermark says that no more will come. What
 * is made of them has that time.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
public abstract class Batching<I, O> implements Processor<I, O> {
    private ListState<I> batch;
    private Timers timers;

    /** One for a task. */
    protected Batching() {}

    /** @param batch in the order in which they came, which means nothing */
    protected abstract void take(List<I> batch, Emitter<O> out);

    @Override
    public void open(Context<O> context) {
        batch = context.list("batch");
        timers = context.timers();
    }

    @Override
    public void process(I value, Context<O> context) {
        batch.add(value);
        timers.onEventTime(context.eventTime() + 1);
    }

    @Override
    public void onTimer(long millis, Context<O> context) {
        List<I> all = batch.get();
        batch.clear();
        take(all, made -> context.emitAt(millis - 1, made));
    }
}
