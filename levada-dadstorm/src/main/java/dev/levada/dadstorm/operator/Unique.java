package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import java.util.List;

/** What UNIQ remembers; keyed by the value of the field. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Unique implements Processor<Received, List<String>> {
    private final Emissions emissions;
    private CounterState seen;

    Unique(Emissions emissions) {
        this.emissions = emissions;
    }

    @Override
    public void open(Context<List<String>> context) {
        seen = context.counter("seen");
    }

    @Override
    public void process(Received received, Context<List<String>> context) {
        if (seen.get() == 0) {
            seen.set(1);
            emissions.emit(received.replica(), received.tuple(), context);
        }
    }
}
