package dev.levada.bench;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ValueState;

/** Counts words, and keeps the entries of {@link LargeState} besides. */
final class Counting implements Processor<Workload.Arrival, Output> {
    @SuppressWarnings("NullAway.Init") // the engine opens it first
    private CounterState counts;

    @SuppressWarnings("NullAway.Init") // as above
    private ValueState<byte[]> entries;

    @Override
    public void open(Context<Output> context) {
        counts = context.counter("count");
        entries = LargeState.entries(context);
    }

    @Override
    public void process(Workload.Arrival word, Context<Output> context) {
        if (LargeState.isKey(word.text())) {
            LargeState.write(entries);
        } else {
            context.emit(new Output(word.text(), counts.add(1), word.index()));
        }
    }
}
