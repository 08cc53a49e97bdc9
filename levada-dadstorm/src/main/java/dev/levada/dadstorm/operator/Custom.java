package dev.levada.dadstorm.operator;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.dadstorm.library.CustomCode;
import dev.levada.dadstorm.library.TupleFunction;
import java.util.List;

/** A replica of CUSTOM, with an object of the user's class for as long as it lives. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Custom implements Processor<List<String>, List<String>> {
    private final CustomCode code;
    private final Emissions emissions;
    private TupleFunction function;

    Custom(CustomCode code, Emissions emissions) {
        this.code = code;
        this.emissions = emissions;
    }

    @Override
    public void open(Context<List<String>> context) throws Exception {
        function = code.newInstance();
    }

    @Override
    public void process(List<String> tuple, Context<List<String>> context) throws Exception {
        // Emitted only when all is there: what is in the log has not failed.
        for (List<String> result : function.apply(tuple)) {
            emissions.emit(context.subtask(), result, context);
        }
    }
}
