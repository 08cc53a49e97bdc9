package dev.levada.dspbench.calls;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ValueState;
import dev.levada.dspbench.order.InOrder;

/** The mean duration of all calls, in one task. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class MeanDuration extends InOrder<Call, Part> {
    private ValueState<Smoothed> mean;

    @Override
    public void open(Context<Part> context) {
        super.open(context);
        mean = context.value("mean", Smoothed.NONE);
    }

    @Override
    protected void take(Call call, Emitter<Part> out) {
        Smoothed next = mean.get().with((double) call.duration());
        mean.set(next);
        if (call.isScored()) {
            out.emit(Part.of(call, Part.Kind.MEAN, next.mean()));
        }
    }
}
