package dev.levada.testkit.sample;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import org.jspecify.annotations.Nullable;

/** Numbers the items of each key from 1, in one kind of state or another. */
final class Counting implements Processor<Item, Item> {
    private final Kind kind;
    private @Nullable CounterState counter;
    private @Nullable ListState<Long> list;
    private @Nullable MapState<Long, Long> map;
    private @Nullable ReducingState<Long> sum;

    enum Kind {
        COUNTER,
        LIST,
        MAP,
        SUM
    }

    Counting(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void open(Context<Item> context) {
        switch (kind) {
            case COUNTER -> counter = context.counter("counter");
            case LIST -> list = context.list("list");
            case MAP -> map = context.map("map");
            case SUM -> sum = context.reducing("sum", Long::sum);
        }
    }

    @Override
    public void process(Item value, Context<Item> context) {
        long number = switch (kind) {
            case COUNTER -> requireNonNull(counter).add(1);
            case LIST -> {
                requireNonNull(list).add(value.id());
                yield requireNonNull(list).get().size();
            }
            case MAP -> {
                requireNonNull(map).put((long) requireNonNull(map).size(), value.id());
                yield requireNonNull(map).size();
            }
            case SUM -> requireNonNull(sum).add(1L);
        };
        context.emit(new Item(value.id(), number, value.witness()));
    }
}
