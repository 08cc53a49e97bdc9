package dev.levada.bench;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ValueState;

/** Joins an order and its payment, whichever comes first, and keeps the entries of {@link LargeState} besides. */
final class Joining implements Processor<Workload.Arrival, Output> {
    static final long PAID = 1;

    @SuppressWarnings("NullAway.Init") // the engine opens it first
    private CounterState halves;

    @SuppressWarnings("NullAway.Init") // as above
    private ValueState<byte[]> entries;

    @Override
    public void open(Context<Output> context) {
        halves = context.counter("halves");
        entries = LargeState.entries(context);
    }

    @Override
    public void process(Workload.Arrival half, Context<Output> context) {
        if (LargeState.isKey(half.text())) {
            LargeState.write(entries);
        } else if (halves.add(1) == 2) {
            halves.clear();
            context.emit(new Output(half.text(), PAID, half.index()));
        }
    }
}
