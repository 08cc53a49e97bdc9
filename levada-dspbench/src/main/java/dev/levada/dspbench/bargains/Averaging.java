package dev.levada.dspbench.bargains;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ValueState;
import dev.levada.dspbench.order.InOrder;

/** Keeps the average price of a symbol, trade by trade. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Averaging extends InOrder<Order, Event> {
    private ValueState<AveragePrice> price;

    @Override
    public void open(Context<Event> context) {
        super.open(context);
        price = context.value("price", AveragePrice.NONE);
    }

    @Override
    protected void take(Order trade, Emitter<Event> out) {
        AveragePrice next = price.get().with(trade);
        price.set(next);
        out.emit(new Event.Traded(trade.symbol(), next));
    }
}
