package dev.levada.testkit.sample;

import dev.levada.api.Stream;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.sample.Place.Times;
import java.util.List;

/** Draws operators with state. */
final class StatefulOperators {
    private final Chance chance;
    private final Places places;
    private final Routes routes;
    private final Nonce nonce;
    private final EventTimeOperators byTime;
    private final boolean endOutputs;

    /** @param endOutputs whether operators may emit at the end */
    StatefulOperators(
            Chance chance, Places places, Routes routes, Nonce nonce, EventTimeOperators byTime, boolean endOutputs) {
        this.chance = chance;
        this.places = places;
        this.routes = routes;
        this.nonce = nonce;
        this.byTime = byTime;
        this.endOutputs = endOutputs;
    }

    Place drawn(Place input, int tasks, int stage) {
        if (input.times() != Times.NONE && endOutputs && chance.percent(60)) {
            return byTime.drawn(input, tasks, stage);
        }
        if (endOutputs && chance.percent(25)) {
            return chance.percent(50) ? delayed(input, tasks, stage) : added(input, tasks, stage);
        }
        return counted(input, tasks, stage);
    }

    /** What comes within some milliseconds by the clock, and of all that the totals. */
    private Place delayed(Place input, int tasks, int stage) {
        long delay = chance.between(0, 25);
        Stream<Item> sums = input.stream()
                .keyBy(Item::key)
                .<Item>process("delay" + stage, () -> new Delaying(stage, delay, nonce))
                .parallelism(tasks);
        return totals(input, Total.withWindows(sums, tasks, stage), tasks, stage);
    }

    private static Place added(Place input, int tasks, int stage) {
        Stream<Item> totals = input.stream()
                .keyBy(Item::key)
                .process("total" + stage, () -> new Total(stage))
                .parallelism(tasks);
        return totals(input, totals, tasks, stage);
    }

    private static Place totals(Place input, Stream<Item> totals, int tasks, int stage) {
        return new Place(totals, tasks, input.flow().totals(stage), false, "", Times.NONE);
    }

    private Place counted(Place input, int tasks, int stage) {
        Counting.Kind kind = chance.oneOf(List.of(Counting.Kind.values()));
        Stream<Item> counted = input.stream()
                .keyBy(Item::key)
                .process("count" + stage, () -> new Counting(kind))
                .parallelism(tasks);
        return input.to(counted, tasks, input.flow(), true, "");
    }

    /** Items beside others that every task gets, and what those come to in each of them. */
    Place ruled(Place input, int stage) {
        Place rules = places.read(places.any());
        String name = "ruled" + stage;
        boolean keyed = chance.percent(50);
        Place spread = keyed ? input : routes.spread(input, routes.tasks());
        int tasks = keyed ? routes.tasks() : spread.tasks();
        Stream<Item> items = keyed
                ? spread.stream()
                        .keyBy(Item::key)
                        .connect(rules.stream().broadcast())
                        .process(name, () -> new Ruled(stage))
                        .parallelism(tasks)
                : spread.stream()
                        .connect(rules.stream().broadcast())
                        .process(name, () -> new Ruled(stage))
                        .parallelism(tasks);
        Flow flow = spread.flow().and(rules.flow().totals(stage).times(tasks));
        return new Place(items, tasks, flow, false, name, Times.NONE);
    }
}
