package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.ValueState;
import org.jspecify.annotations.Nullable;

/** Lets items pass, and says so if those of a key are not in the order of their times, and of their ids. */
final class OrderCheck implements Processor<Item, Item> {
    private static final long WRONG = 1L << 31;

    private final int stage;
    private @Nullable ValueState<Long> lastMillis;
    private @Nullable ValueState<Long> lastId;

    OrderCheck(int stage) {
        this.stage = stage;
    }

    @Override
    public void open(Context<Item> context) {
        lastMillis = context.value("last-millis", Long.MIN_VALUE);
        lastId = context.value("last-id", Long.MIN_VALUE);
    }

    @Override
    public void process(Item value, Context<Item> context) {
        long at = context.eventTime();
        long before = requireNonNull(lastMillis).get();
        if (at < before || (at == before && value.id() < requireNonNull(lastId).get())) {
            context.emit(new Item(Item.totalId(stage, value.key(), WRONG), 0, 0));
        }
        requireNonNull(lastMillis).set(at);
        requireNonNull(lastId).set(value.id());
        context.emit(value);
    }
}
