package dev.levada.testkit.sample;

import dev.levada.api.Joining;
import dev.levada.api.KeyedStream;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.Windowed;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.sample.Place.Times;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws operators with state that go by the times at which things happened. */
final class EventTimeOperators {
    private final Chance chance;
    private final Places places;
    private final Nonce nonce;
    private final List<Long> origins;
    private final int mostJoined;

    /**
     * @param origins the ids of all records as the sources give them
     * @param mostJoined of how many items a side of a join may be
     */
    EventTimeOperators(Chance chance, Places places, Nonce nonce, List<Long> origins, int mostJoined) {
        this.chance = chance;
        this.places = places;
        this.nonce = nonce;
        this.origins = origins;
        this.mostJoined = mostJoined;
    }

    /** @param input with times */
    Place drawn(Place input, int tasks, int stage) {
        if (chance.percent(20)) {
            return ordered(input, tasks, stage);
        }
        if (input.times() == Times.MAYBE_LATE) {
            return settled(input, tasks, stage);
        }
        Place other = chance.percent(30) ? joinable(input) : null;
        return other == null ? windows(input, tasks, stage) : joined(input, other, tasks, stage);
    }

    /** Windows, or timers that come to the same. */
    private Place windows(Place input, int tasks, int stage) {
        String name = "window" + stage;
        KeyedStream<Long, Item> keyed = input.stream().keyBy(Item::key);
        long size = 20L * (1 + chance.below(6));
        long slide = chance.percent(60) ? size : 20;
        if (chance.percent(40)) {
            Stream<Item> reminded = keyed.<Item>process(name, () -> new Reminding(stage, size, nonce))
                    .parallelism(tasks);
            return input.to(reminded, tasks, input.flow().windows(stage, size, size), false, name);
        }
        boolean sessions = chance.percent(35);
        TimeWindows<Long, Item> windows = sessions
                ? keyed.sessionWindows(Duration.ofMillis(size))
                : keyed.slidingWindows(Duration.ofMillis(size), Duration.ofMillis(slide));
        if (chance.percent(30)) {
            windows = windows.allowedLateness(Duration.ofMillis(50));
        }
        Stream<Windowed<Long, Long>> sums = chance.percent(50)
                ? windows.aggregate(name, new Amounts())
                : windows.apply(
                        name,
                        (key, items) -> items.stream()
                                .mapToLong(item -> Item.amountOf(item.id()))
                                .sum());
        Stream<Item> items = sums.parallelism(tasks)
                .map(sum -> new Item(Item.windowId(stage, sum.key(), sum.endMillis(), sum.value()), 0, 0))
                .parallelism(tasks);
        Flow flow = sessions ? input.flow().sessions(stage, size) : input.flow().windows(stage, size, slide);
        return input.to(items, tasks, flow, false, "");
    }

    /** All items of each key in the order of their times, but for the late ones. */
    private Place ordered(Place input, int tasks, int stage) {
        Stream<Item> ordered = input.stream()
                .keyBy(Item::key)
                .inTimeOrder("order" + stage, Item::id)
                .parallelism(tasks);
        Stream<Item> checked = ordered.keyBy(Item::key)
                .process("check" + stage, () -> new OrderCheck(stage))
                .parallelism(tasks);
        Stream<Item> all = checked.merge(ordered.side(TimeWindows.<Item>lateRecords()))
                .map(item -> new Item(Item.heldId(stage, item.id()), 0, 0))
                .parallelism(tasks);
        return input.to(all, tasks, input.flow().held(stage), false, "");
    }

    /** Another place to join with, or the same, if that does not come to too much; null otherwise. */
    private @Nullable Place joinable(Place input) {
        Place other = places.any();
        boolean fits = other.times() == Times.IN_TIME
                && input.flow().of(origins, true).size() <= mostJoined
                && other.flow().of(origins, true).size() <= mostJoined;
        return fits ? other : null;
    }

    private Place joined(Place left, Place right, int tasks, int stage) {
        places.read(right);
        Joining<Long, Item, Item> joining =
                left.stream().keyBy(Item::key).join(right.stream().keyBy(Item::key));
        String name = "join" + stage;
        if (chance.percent(40)) {
            long size = 20L * (1 + chance.below(3));
            Stream<Item> pairs = joining.tumblingWindows(Duration.ofMillis(size))
                    .allowedLateness(lateness(stage))
                    .<Item>apply(name, (one, other) -> new Item(Item.pairId(stage, one.id(), other.id()), 0, 0))
                    .parallelism(tasks)
                    .map(Windowed::value)
                    .parallelism(tasks);
            Flow flow = left.flow()
                    .joined(
                            right.flow(),
                            stage,
                            (one, other) -> Math.floorDiv(one, size) == Math.floorDiv(other, size));
            return new Place(pairs, tasks, flow, false, "", Times.NONE); // the time is that of the window
        }
        long lower = chance.between(-40, 20);
        long upper = lower + chance.between(0, 40);
        Stream<Item> pairs = joining.within(Duration.ofMillis(lower), Duration.ofMillis(upper))
                .allowedLateness(lateness(stage))
                .<Item>apply(name, (one, other) -> new Item(Item.pairId(stage, one.id(), other.id()), 0, 0))
                .parallelism(tasks);
        Flow flow =
                left.flow().joined(right.flow(), stage, (one, other) -> other >= one + lower && other <= one + upper);
        return left.to(pairs, tasks, flow, false, "");
    }

    /** Some joins keep what they have for longer. */
    private static Duration lateness(int stage) {
        return stage % 2 == 0 ? Duration.ofMillis(40) : Duration.ZERO;
    }

    /** Windows of what may be late, and all of that: which is which is open, but together they are everything. */
    private Place settled(Place input, int tasks, int stage) {
        String name = "window" + stage;
        KeyedStream<Long, Item> keyed = input.stream().keyBy(Item::key);
        Duration size = Duration.ofMillis(20L * (1 + chance.below(6)));
        Stream<Item> all;
        if (chance.percent(40)) {
            all = keyed.<Item>process(name, () -> new Reminding(stage, size.toMillis(), nonce))
                    .parallelism(tasks)
                    .map(item -> new Item(item.id(), Item.OF_WINDOW, 0));
        } else {
            TimeWindows<Long, Item> windows =
                    chance.percent(35) ? keyed.sessionWindows(size) : keyed.tumblingWindows(size);
            Stream<Windowed<Long, Long>> sums =
                    windows.aggregate(name, new Amounts()).parallelism(tasks);
            all = sums.map(sum ->
                            new Item(Item.windowId(stage, sum.key(), sum.endMillis(), sum.value()), Item.OF_WINDOW, 0))
                    .merge(sums.side(TimeWindows.<Item>lateRecords()).map(item -> new Item(item.id(), 0, 0)));
        }
        return new Place(
                Total.withWindows(all, tasks, stage), tasks, input.flow().totals(stage), false, "", Times.NONE);
    }
}
