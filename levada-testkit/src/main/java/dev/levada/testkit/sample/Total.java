package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.Stream;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.ValueState;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Says nothing until the end, and then what the items of each key come to. */
final class Total implements Processor<Item, Item> {
    private final int stage;
    private final ToLongFunction<Item> amount;
    private @Nullable ValueState<Long> total;

    Total(int stage) {
        this(stage, item -> Item.amountOf(item.id()));
    }

    /** @param amount what an item comes to */
    private Total(int stage, ToLongFunction<Item> amount) {
        this.stage = stage;
        this.amount = amount;
    }

    /** What items, and what windows of items come to, add up to for each key. */
    static Stream<Item> withWindows(Stream<Item> all, int tasks, int stage) {
        return all.keyBy(item -> item.isOfWindow() ? Item.windowKey(item.id()) : item.key())
                .<Item>process("settled" + stage, () -> new Total(stage, Total::amountOf))
                .parallelism(tasks);
    }

    private static long amountOf(Item item) {
        return item.isOfWindow() ? Item.windowTotal(item.id()) : Item.amountOf(item.id());
    }

    @Override
    public void open(Context<Item> context) {
        total = context.value("total", 0L);
    }

    @Override
    public void process(Item value, Context<Item> context) {
        ValueState<Long> state = requireNonNull(total);
        state.set(state.get() + amount.applyAsLong(value));
    }

    @Override
    public void end(Context<Item> context) {
        context.forEachKey(() -> {
            long key = context.<Long>key();
            context.emit(new Item(Item.totalId(stage, key, requireNonNull(total).get()), 0, 0));
        });
    }
}
