package dev.levada.dspbench.clicks;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;

/** Counts all visits, and those that were the first of their client on their page. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class VisitStats implements Processor<RepeatVisit.Repeated, String> {
    private CounterState total;
    private CounterState unique;

    @Override
    public void open(Context<String> context) {
        total = context.counter("total");
        unique = context.counter("unique");
    }

    @Override
    public void process(RepeatVisit.Repeated visit, Context<String> context) {
        long first = unique.add(visit.times() == 0 ? 1 : 0);
        context.emit("VIS|%d|%d".formatted(total.add(1), first));
    }
}
