package dev.levada.dspbench.calls;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.CounterState;
import dev.levada.dspbench.order.InOrder;

/** Says of a call whether it is the first of its two numbers, which are the key. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class NewCallees extends InOrder<Call, Call> {
    private CounterState seen;

    @Override
    public void open(Context<Call> context) {
        super.open(context);
        seen = context.counter("seen");
    }

    @Override
    protected void take(Call call, Emitter<Call> out) {
        out.emit(seen.get() == 0 ? call.firstOfItsPair() : call);
        seen.set(1);
    }
}
