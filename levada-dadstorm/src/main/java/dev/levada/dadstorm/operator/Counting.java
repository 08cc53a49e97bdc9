package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import java.util.List;

/** What COUNT remembers; one task, one key. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Counting implements Processor<Received, List<String>> {
    private final Emissions emissions;
    private CounterState tuples;

    Counting(Emissions emissions) {
        this.emissions = emissions;
    }

    @Override
    public void open(Context<List<String>> context) {
        tuples = context.counter("tuples");
    }

    @Override
    public void process(Received received, Context<List<String>> context) {
        emissions.emit(received.replica(), List.of(Long.toString(tuples.add(1))), context);
    }
}
