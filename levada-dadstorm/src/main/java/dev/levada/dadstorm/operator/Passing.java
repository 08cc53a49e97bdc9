package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.List;

/** A replica of DUP or OUTPUT. */
record Passing(Emissions emissions) implements Processor<List<String>, List<String>> {

    @Override
    public void process(List<String> tuple, Context<List<String>> context) {
        emissions.emit(context.subtask(), tuple, context);
    }
}
