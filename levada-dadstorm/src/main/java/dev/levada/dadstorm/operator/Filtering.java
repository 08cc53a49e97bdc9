package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.List;

/** A replica of FILTER. */
record Filtering(TupleCondition condition, Emissions emissions) implements Processor<List<String>, List<String>> {

    @Override
    public void process(List<String> tuple, Context<List<String>> context) {
        if (condition.holds(tuple)) {
            emissions.emit(context.subtask(), tuple, context);
        }
    }
}
