package dev.levada.testkit.sample;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.function.ToLongFunction;

/** Passes items on, each with a witness that is drawn. */
record Drawing(ToLongFunction<Context<Item>> nonce) implements Processor<Item, Item> {

    @Override
    public void process(Item value, Context<Item> context) {
        context.emit(new Item(value.id(), 0, nonce.applyAsLong(context)));
    }
}
