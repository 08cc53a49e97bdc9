package dev.levada.testkit.sample;

import dev.levada.api.operator.Aggregator;

/** What items come to. */
record Amounts() implements Aggregator<Item, Long, Long> {
    @Override
    public Long first(Item value) {
        return Item.amountOf(value.id());
    }

    @Override
    public Long add(Long soFar, Item value) {
        return soFar + Item.amountOf(value.id());
    }

    @Override
    public Long merge(Long earlier, Long later) {
        return earlier + later;
    }

    @Override
    public Long result(Long all) {
        return all;
    }
}
