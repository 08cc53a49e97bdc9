package dev.levada.dspbench.clicks;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;

/**
 * Says how often a client was on a page before. Remembers each client on each page for ever, so its state grows with
 * the job.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class RepeatVisit implements Processor<ClickAnalytics.Visit, RepeatVisit.Repeated> {
    private CounterState times;

    /** @param times how often before */
    record Repeated(ClickAnalytics.Visit visit, long times) {}

    @Override
    public void open(Context<Repeated> context) {
        times = context.counter("times");
    }

    @Override
    public void process(ClickAnalytics.Visit visit, Context<Repeated> context) {
        context.emit(new Repeated(visit, times.add(1) - 1));
    }
}
