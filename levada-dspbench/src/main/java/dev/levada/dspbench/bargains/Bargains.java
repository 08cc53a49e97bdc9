package dev.levada.dspbench.bargains;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ValueState;
import dev.levada.dspbench.order.InOrder;

/** Compares each offer with the average price as it was before it. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Bargains extends InOrder<Event, String> {
    private ValueState<AveragePrice> price;

    @Override
    public void open(Context<String> context) {
        super.open(context);
        price = context.value("price", AveragePrice.NONE);
    }

    @Override
    protected void take(Event event, Emitter<String> out) {
        if (event instanceof Event.Traded traded) {
            price.set(traded.price());
        } else if (event instanceof Event.Quoted quoted) {
            double index = price.get().index(quoted.quote());
            if (index > Event.THRESHOLD) {
                out.emit(quoted.line(index));
            }
        }
    }
}
