package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Says nothing until the end, and then what the items of each key come to. */
final class Total implements Processor<Item, Item> {
    private final int stage;
    private @Nullable ValueState<Long> total;

    Total(int stage) {
        this.stage = stage;
    }

    @Override
    public void open(Context<Item> context) {
        total = context.value("total", 0L);
    }

    @Override
    public void process(Item value, Context<Item> context) {
        ValueState<Long> state = requireNonNull(total);
        state.set(state.get() + Item.amountOf(value.id()));
    }

    @Override
    public void end(Context<Item> context) {
        context.forEachKey(() -> {
            long key = context.<Long>key();
            context.emit(new Item(Item.totalId(stage, key, requireNonNull(total).get()), 0, 0));
        });
    }
}
