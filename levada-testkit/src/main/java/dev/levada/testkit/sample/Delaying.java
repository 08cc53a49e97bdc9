package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.ValueState;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what comes within some milliseconds by the clock: which items these are is open, and all of them together are
 * everything. With each timer it sets another one, which that takes back.
 */
final class Delaying implements Processor<Item, Item> {
    private static final long WRONG = 1L << 19;

    private final int stage;
    private final long delayMillis;
    private final ToLongFunction<Context<Item>> nonce;
    private @Nullable ValueState<Long> sum;
    private @Nullable Timers timers;

    Delaying(int stage, long delayMillis, ToLongFunction<Context<Item>> nonce) {
        this.stage = stage;
        this.delayMillis = delayMillis;
        this.nonce = nonce;
    }

    @Override
    public void open(Context<Item> context) {
        sum = context.value("sum", 0L);
        timers = context.timers();
    }

    @Override
    public void process(Item value, Context<Item> context) {
        ValueState<Long> total = requireNonNull(sum);
        if (total.get() == 0) {
            long due = context.nowMillis() + delayMillis;
            requireNonNull(timers).onProcessingTime(due);
            requireNonNull(timers).onProcessingTime(due + 1);
        }
        total.set(total.get() + Item.amountOf(value.id()));
    }

    @Override
    public void onProcessingTimer(long millis, Context<Item> context) {
        ValueState<Long> total = requireNonNull(sum);
        long all = total.get() == 0 ? WRONG : total.get();
        total.set(0L);
        requireNonNull(timers).cancelProcessingTime(millis + 1);
        long id = Item.windowId(stage, context.<Long>key(), 1, all);
        context.emit(new Item(id, Item.OF_WINDOW, nonce.applyAsLong(context)));
    }
}
