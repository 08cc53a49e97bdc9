package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.List;
import java.util.function.Consumer;

/**
 * A replica of UNIQ or COUNT.
 *
 * @param check throws if the tuple is not fit for the operator
 */
record Receiving(Consumer<List<String>> check) implements Processor<List<String>, Received> {

    @Override
    public void process(List<String> tuple, Context<Received> context) {
        check.accept(tuple);
        context.emit(new Received(context.subtask(), tuple));
    }
}
