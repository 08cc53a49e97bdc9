package dev.levada.dspbench.traffic;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ValueState;
import dev.levada.dspbench.order.InOrder;

/** Keeps the average speed on a road. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class SpeedCalculator extends InOrder<Sighting, String> {
    private ValueState<Speeds> speeds;

    @Override
    public void open(Context<String> context) {
        super.open(context);
        speeds = context.value("speeds", Speeds.NONE);
    }

    @Override
    protected void take(Sighting sighting, Emitter<String> out) {
        Speeds next = speeds.get().with(sighting.speed());
        speeds.set(next);
        out.emit(next.line(sighting));
    }
}
