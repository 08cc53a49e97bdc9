package dev.levada.dspbench.calls;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ValueState;
import dev.levada.dspbench.order.InOrder;

/** The decaying rate of the calls that a number gets: looked at when it calls, and counted when it is called. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class ReceivedRate extends InOrder<Side, Part> {
    private ValueState<Decaying> rate;

    @Override
    public void open(Context<Part> context) {
        super.open(context);
        rate = context.value("rate", Decaying.NONE);
    }

    @Override
    protected int turn(Side side) {
        return side.called() ? 1 : 0;
    }

    @Override
    protected void take(Side side, Emitter<Part> out) {
        Call call = side.call();
        if (side.called()) {
            rate.set(rate.get().with(1, call.seconds(), Decaying.FAST));
        } else if (call.isScored()) {
            out.emit(Part.of(call, Part.Kind.RECEIVED, rate.get().at(call.seconds(), Decaying.FAST)));
        }
    }
}
