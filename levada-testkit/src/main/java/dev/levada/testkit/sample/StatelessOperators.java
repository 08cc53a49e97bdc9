package dev.levada.testkit.sample;

import dev.levada.api.Stream;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.testkit.chance.Chance;
import java.time.Duration;
import java.util.List;

/** Draws operators without state, and those that make calls. */
final class StatelessOperators {
    private final Chance chance;
    private final Routes routes;
    private final Outside outside;
    private final Nonce nonce;

    StatelessOperators(Chance chance, Routes routes, Outside outside) {
        this.chance = chance;
        this.routes = routes;
        this.outside = outside;
        this.nonce = new Nonce(outside);
    }

    Place drawn(Place input, int tasks, int stage) {
        Place spread = routes.spread(input, tasks);
        String name = "stage" + stage;
        int width = spread.tasks();
        return switch (chance.below(5)) {
            case 0 ->
                spread.to(
                        spread.stream()
                                .filter(item -> Item.isKept(item.id()))
                                .named(name)
                                .parallelism(width),
                        width,
                        spread.flow().kept(),
                        false,
                        "");
            case 1 ->
                spread.to(
                        spread.stream()
                                .<Item>flatMap(item -> List.of(
                                        new Item(Item.child(item.id(), 0), 0, item.witness()),
                                        new Item(Item.child(item.id(), 1), 0, item.witness())))
                                .named(name)
                                .parallelism(width),
                        width,
                        spread.flow().doubled(),
                        false,
                        "");
            case 2, 3 ->
                spread.to(
                        spread.stream()
                                .<Item>process(name, () -> new Drawing(nonce))
                                .parallelism(width),
                        width,
                        spread.flow(),
                        false,
                        name);
            default ->
                spread.to(
                        spread.stream()
                                .map(item -> new Item(item.id(), 0, item.witness()))
                                .named(name)
                                .parallelism(width),
                        width,
                        spread.flow(),
                        false,
                        "");
        };
    }

    /** Each item asks outside, which says something else each time. */
    Place calling(Place input, int stage) {
        String name = "call" + stage;
        boolean ordered = chance.percent(50);
        AsyncCalls calls = (ordered ? AsyncCalls.inOrder() : AsyncCalls.asAnswered())
                .inFlight(1 + chance.below(20))
                .timeout(Duration.ofMillis(chance.between(60, 150)));
        AsyncFunction<Item, Item> function = AsyncFunction.waiting(
                (item, key) -> new Item(item.id(), item.number(), Item.mix(outside.lookUp(key, item.id()))));
        ErrorPolicy again = ErrorPolicy.retry(4);
        if (input.numbered() && ordered && chance.percent(60)) {
            Stream<Item> answers = input.stream()
                    .partition(Partitioning.forward())
                    .mapAsync(name, function, calls)
                    .onError(again)
                    .parallelism(input.tasks());
            return input.to(answers, input.tasks(), input.flow(), true, name);
        }
        int tasks = routes.tasks();
        if (chance.percent(30)) {
            Stream<Item> answers = input.stream()
                    .keyBy(Item::key)
                    .mapAsync(name, function, calls)
                    .onError(again)
                    .parallelism(tasks);
            return input.to(answers, tasks, input.flow(), false, name);
        }
        Place spread = routes.spread(input, tasks);
        Stream<Item> answers =
                spread.stream().mapAsync(name, function, calls).onError(again).parallelism(spread.tasks());
        return spread.to(answers, spread.tasks(), spread.flow(), false, name);
    }
}
