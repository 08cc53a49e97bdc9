package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.MapState;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Windows by timers of its own: each at the end of a window, and with it another one, which that takes back. What it
 * says then is drawn.
 */
final class Reminding implements Processor<Item, Item> {
    private static final long WRONG = 1L << 19;

    private final int stage;
    private final long size;
    private final ToLongFunction<Context<Item>> nonce;
    private @Nullable MapState<Long, Long> totals;
    private @Nullable Timers timers;

    Reminding(int stage, long size, ToLongFunction<Context<Item>> nonce) {
        this.stage = stage;
        this.size = size;
        this.nonce = nonce;
    }

    @Override
    public void open(Context<Item> context) {
        totals = context.map("totals");
        timers = context.timers();
    }

    @Override
    public void process(Item value, Context<Item> context) {
        long at = context.eventTime();
        if (at != Item.millisOf(value.id())) {
            throw new IllegalStateException("%s is said to be of %d".formatted(value, at));
        }
        long end = at - Math.floorMod(at, size) + size;
        MapState<Long, Long> sums = requireNonNull(totals);
        Long before = sums.get(end);
        sums.put(end, (before == null ? 0 : before) + Item.amountOf(value.id()));
        if (before == null) {
            requireNonNull(timers).onEventTime(end);
            requireNonNull(timers).onEventTime(end + 1);
        }
    }

    @Override
    public void onTimer(long millis, Context<Item> context) {
        MapState<Long, Long> sums = requireNonNull(totals);
        Long sum = sums.get(millis);
        sums.remove(millis);
        requireNonNull(timers).cancel(millis + 1);
        long id = Item.windowId(stage, context.<Long>key(), millis, sum == null ? WRONG : sum);
        context.emitAt(millis - 1, new Item(id, 0, nonce.applyAsLong(context)));
    }
}
