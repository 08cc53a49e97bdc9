package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Context;
import dev.levada.api.state.BroadcastStates;
import dev.levada.api.state.MapState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what every task gets, says with each item of its own what that came to so far, and in the end, in every task,
 * what it came to for each key.
 */
final class Ruled implements BroadcastProcessor<Item, Item, Item> {
    private final int stage;
    private @Nullable MapState<Long, Long> totals;

    Ruled(int stage) {
        this.stage = stage;
    }

    @Override
    public void open(Context<Item> context, BroadcastStates broadcast) {
        totals = broadcast.map("totals");
    }

    @Override
    public void process(Item value, Context<Item> context) {
        long known = 0;
        for (Map.Entry<Long, Long> total : requireNonNull(totals).entries()) {
            known += Item.mix(total.getKey()) ^ total.getValue();
        }
        context.emit(new Item(value.id(), 0, Item.mix(known)));
    }

    @Override
    public void processBroadcast(Item value, Context<Item> context) {
        MapState<Long, Long> sums = requireNonNull(totals);
        Long before = sums.get(value.key());
        sums.put(value.key(), (before == null ? 0 : before) + Item.amountOf(value.id()));
    }

    @Override
    public void end(Context<Item> context) {
        requireNonNull(totals)
                .entries()
                .forEach(total -> context.emit(new Item(Item.totalId(stage, total.getKey(), total.getValue()), 0, 0)));
    }
}
