package dev.levada.testkit.sample;

import dev.levada.api.Joining;
import dev.levada.api.KeyedStream;
import dev.levada.api.Loop;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.Topology;
import dev.levada.api.Windowed;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.testkit.chance.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job drawn from a seed: chains, fans and diamonds, with state and without. */
public final class SampleJob implements Workload {
    private static final int MAX_STAGES = 4;
    private static final int MAX_TASKS = 3;

    private final Topology topology = Topology.named("sample");
    private final Map<String, SampleSource> sources = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Integer> unread = new ArrayList<>();
    private final Chance chance;
    private final Shape shape;
    private final Outside outside;
    private final boolean timed;
    private int stages;

    /**
     * What is given.
     *
     * @param records how many there are in all, about
     * @param durationNanos how long the sources take, if nothing holds them up
     * @param plain whether sinks may show at once
     * @param endOutputs whether operators may emit at the end
     * @param loop whether there is a loop
     * @param calls whether an operator makes calls
     * @param broadcasts whether there is an operator of which every task gets some records
     */
    public record Shape(
            int records,
            long durationNanos,
            boolean plain,
            boolean endOutputs,
            boolean loop,
            boolean calls,
            boolean broadcasts) {}

    /** What a sink gets. */
    public record Output(SampleSink sink, Expected expected, boolean numbered, String witness) {}

    /** What a sink must get of some records of the sources. */
    @FunctionalInterface
    public interface Expected {
        List<Long> of(List<Long> origins, boolean atEnd);
    }

    /**
     * @param numbered whether the items carry the dense numbers of an operator just before
     * @param times what is known of when they happened
     */
    private record Place(Stream<Item> stream, int tasks, Flow flow, boolean numbered, String witness, Times times) {

        /** What is made of the items here, each at the time of what it was made of. */
        Place to(Stream<Item> next, int nextTasks, Flow nextFlow, boolean nextNumbered, String nextWitness) {
            return new Place(next, nextTasks, nextFlow, nextNumbered, nextWitness, times);
        }
    }

    /** Whether items have event times, and may come when nobody waits for them any more. */
    private enum Times {
        NONE,
        IN_TIME,
        MAYBE_LATE;

        /** Of both together. */
        Times and(Times other) {
            if (this == NONE || other == NONE) {
                return NONE;
            }
            return this == MAYBE_LATE ? this : other;
        }
    }

    public SampleJob(Chance chance, Shape shape, Outside outside) {
        this.chance = chance;
        this.shape = shape;
        this.outside = outside;
        this.timed = !shape.loop() && chance.percent(30);
        int sourceCount = chance.percent(30) ? 2 : 1;
        for (int i = 0; i < sourceCount; i++) {
            places.add(source(i, sourceCount));
        }
        int wanted = 1 + chance.below(MAX_STAGES);
        int looping = shape.loop() ? chance.below(wanted) : wanted;
        while (stages < wanted) {
            places.add(stages == looping ? loop() : stage());
        }
        if (shape.calls()) {
            places.add(calling());
        }
        if (shape.broadcasts()) {
            places.add(ruled());
        }
        if (shape.calls() || shape.broadcasts()) {
            for (int more = chance.below(3); more > 0; more--) {
                places.add(stage());
            }
        }
        // The last one, those that nobody reads, and now and then one in the middle.
        for (int i = 0; i < places.size(); i++) {
            if (i == places.size() - 1 || unread.contains(i) || chance.percent(20)) {
                sink(places.get(i));
                if (!places.get(i).witness().isEmpty() && chance.percent(50)) {
                    sink(places.get(i));
                }
            }
        }
    }

    @Override
    public Graph graph() {
        return topology.graph();
    }

    @Override
    public Map<String, SampleSource> sources() {
        return sources;
    }

    @Override
    public List<Output> outputs() {
        return outputs;
    }

    @Override
    public boolean callsFail() {
        return true;
    }

    /** Each item asks outside, which says something else each time. */
    private Place calling() {
        Place input = input();
        unread.add(places.size());
        int stage = ++stages;
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
        int tasks = 1 + chance.below(MAX_TASKS);
        if (chance.percent(30)) {
            Stream<Item> answers = input.stream()
                    .keyBy(Item::key)
                    .mapAsync(name, function, calls)
                    .onError(again)
                    .parallelism(tasks);
            return input.to(answers, tasks, input.flow(), false, name);
        }
        Place spread = spread(input, tasks);
        Stream<Item> answers =
                spread.stream().mapAsync(name, function, calls).onError(again).parallelism(spread.tasks());
        return spread.to(answers, spread.tasks(), spread.flow(), false, name);
    }

    /** Items beside others that every task gets, and what those come to in each of them. */
    private Place ruled() {
        Place input = input();
        unread.add(places.size());
        int cast = chance.below(places.size());
        unread.remove((Integer) cast);
        Place rules = places.get(cast);
        int stage = ++stages;
        String name = "ruled" + stage;
        boolean keyed = chance.percent(50);
        Place spread = keyed ? input : spread(input, 1 + chance.below(MAX_TASKS));
        int tasks = keyed ? 1 + chance.below(MAX_TASKS) : spread.tasks();
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

    private Place source(int number, int count) {
        int splits = 1 + chance.below(MAX_TASKS);
        int tasks = 1 + chance.below(splits);
        int perSplit = Math.max(1, shape.records() / count / splits);
        String name = "source" + number;
        boolean dated = timed && chance.percent(85);
        boolean idles = dated && shape.endOutputs() && chance.percent(45);
        SampleSource source = new SampleSource(
                number,
                splits,
                perSplit,
                shape.durationNanos() / perSplit,
                idles ? pause(splits, perSplit) : SampleSource.Pause.none());
        sources.put(name, source);
        unread.add(places.size());
        long first = Item.origin(Item.idOf(number, 0, 0));
        long last = Item.origin(Item.idOf(number + 1, 0, 0));
        Flow flow = (origins, atEnd) -> origins.stream()
                .filter(id -> Item.origin(id) >= first && Item.origin(id) < last)
                .toList();
        Stream<Item> stream = topology.from(name, source).parallelism(tasks);
        if (dated) {
            stream.eventTimeMillis(item -> Item.millisOf(item.id()), Duration.ofMillis(Item.MAX_LATENESS_MILLIS));
        }
        if (idles) {
            stream.idleAfter(Duration.ofMillis(chance.between(1, 8)));
        }
        Times times = idles ? Times.MAYBE_LATE : Times.IN_TIME;
        return new Place(stream, tasks, flow, false, "", dated ? times : Times.NONE);
    }

    private SampleSource.Pause pause(int splits, int perSplit) {
        long longest = Math.max(4, shape.durationNanos()) / 2;
        return new SampleSource.Pause(
                chance.below(splits + 1), chance.below(perSplit), chance.between(longest / 4, longest));
    }

    /** A loop with a stage in it, with state or without, now and then one that records come into from aside. */
    private Place loop() {
        Place into = input();
        unread.add(places.size());
        int stage = ++stages;
        Loop<Item> loop = into.stream().partition(loopPartitioning()).loop("loop" + stage);
        loop.stream().parallelism(1 + chance.below(MAX_TASKS));
        Stream<Item> round = loop.stream();
        Flow flow = into.flow();
        if (chance.percent(25)) {
            int aside = chance.below(places.size());
            unread.remove((Integer) aside);
            round = round.merge(places.get(aside).stream());
            flow = flow.and(places.get(aside).flow());
        }
        int tasks = 1 + chance.below(MAX_TASKS);
        String name = "round" + stage;
        Stream<Item> gone = chance.percent(50)
                ? round.keyBy(Item::key).process(name, () -> new Counting(Counting.Kind.COUNTER))
                : round.partition(loopPartitioning()).<Item>process(name, () -> this::draw);
        Stream<Item> next = gone.parallelism(tasks).map(item -> new Item(Item.child(item.id(), 0), 0, item.witness()));
        int width = chance.percent(50) ? tasks : 1 + chance.below(MAX_TASKS);
        Stream.Split<Item> done = next.parallelism(tasks).split(item -> Item.leavesLoop(item.id()));
        done.matching().parallelism(width);
        loop.feedBack(done.others().partition(loopPartitioning()));
        return new Place(done.matching(), width, flow.looped(), false, "", Times.NONE);
    }

    private Partitioning loopPartitioning() {
        return chance.oneOf(List.of(
                Partitioning.any(),
                Partitioning.inTurn(),
                Partitioning.random(),
                Partitioning.onDemand(),
                Partitioning.<Item>byKey(Item::key)));
    }

    private Place stage() {
        Place input = input();
        unread.add(places.size());
        stages++;
        int tasks = 1 + chance.below(MAX_TASKS);
        Place made = chance.percent(45) ? keyed(input, tasks) : stateless(input, tasks);
        if (chance.percent(60)) {
            made.stream().apart();
        }
        return made;
    }

    private Place input() {
        int chosen = chance.percent(70) ? places.size() - 1 : chance.below(places.size());
        Place input = places.get(chosen);
        unread.remove((Integer) chosen);
        if (places.size() > 1 && chance.percent(35)) {
            int other = chance.below(places.size());
            Place more = places.get(other);
            unread.remove((Integer) other);
            if (other != chosen || chance.percent(30)) { // a stream merged with itself is there twice
                input = new Place(
                        input.stream().merge(more.stream()),
                        0,
                        input.flow().and(more.flow()),
                        false,
                        "",
                        input.times().and(more.times()));
            }
        }
        return input;
    }

    private Place keyed(Place input, int tasks) {
        int stage = stages;
        if (input.times() != Times.NONE && shape.endOutputs() && chance.percent(60)) {
            if (chance.percent(20)) {
                return ordered(input, tasks);
            }
            if (input.times() == Times.MAYBE_LATE) {
                return settled(input, tasks);
            }
            Place other = chance.percent(30) ? joinable(input) : null;
            return other == null ? byTime(input, tasks) : joined(input, other, tasks);
        }
        if (shape.endOutputs() && chance.percent(25)) {
            if (chance.percent(50)) {
                return delayed(input, tasks);
            }
            Stream<Item> totals = input.stream()
                    .keyBy(Item::key)
                    .process("total" + stage, () -> new Total(stage))
                    .parallelism(tasks);
            return new Place(totals, tasks, input.flow().totals(stage), false, "", Times.NONE);
        }
        Counting.Kind kind = chance.oneOf(List.of(Counting.Kind.values()));
        Stream<Item> counted = input.stream()
                .keyBy(Item::key)
                .process("count" + stage, () -> new Counting(kind))
                .parallelism(tasks);
        return input.to(counted, tasks, input.flow(), true, "");
    }

    /** Windows, or timers that come to the same. */
    private Place byTime(Place input, int tasks) {
        int stage = stages;
        String name = "window" + stage;
        KeyedStream<Long, Item> keyed = input.stream().keyBy(Item::key);
        long size = 20L * (1 + chance.below(6));
        long slide = chance.percent(60) ? size : 20;
        if (chance.percent(40)) {
            Stream<Item> reminded = keyed.<Item>process(
                            name, () -> new Reminding(stage, size, context -> nonce(context, outside)))
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
    private Place ordered(Place input, int tasks) {
        int stage = stages;
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
        Place other = places.get(chance.below(places.size()));
        List<Long> all = all();
        long most = 2L * shape.records();
        boolean fits = other.times() == Times.IN_TIME
                && input.flow().of(all, true).size() <= most
                && other.flow().of(all, true).size() <= most;
        return fits ? other : null;
    }

    private Place joined(Place left, Place right, int tasks) {
        int stage = stages;
        unread.remove((Integer) places.indexOf(right));
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

    /** What comes within some milliseconds by the clock, and of all that the totals. */
    private Place delayed(Place input, int tasks) {
        int stage = stages;
        long delay = chance.between(0, 25);
        Stream<Item> totals = totals(
                input.stream()
                        .keyBy(Item::key)
                        .<Item>process(
                                "delay" + stage, () -> new Delaying(stage, delay, context -> nonce(context, outside)))
                        .parallelism(tasks),
                tasks);
        return new Place(totals, tasks, input.flow().totals(stage), false, "", Times.NONE);
    }

    /** Windows of what may be late, and all of that: which is which is open, but together they are everything. */
    private Place settled(Place input, int tasks) {
        int stage = stages;
        String name = "window" + stage;
        KeyedStream<Long, Item> keyed = input.stream().keyBy(Item::key);
        Duration size = Duration.ofMillis(20L * (1 + chance.below(6)));
        Stream<Item> all;
        if (chance.percent(40)) {
            all = keyed.<Item>process(
                            name, () -> new Reminding(stage, size.toMillis(), context -> nonce(context, outside)))
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
        return new Place(totals(all, tasks), tasks, input.flow().totals(stage), false, "", Times.NONE);
    }

    /** What items, and what windows of items come to, add up to for each key. */
    private Stream<Item> totals(Stream<Item> all, int tasks) {
        int stage = stages;
        return all.keyBy(item -> item.isOfWindow() ? Item.windowKey(item.id()) : item.key())
                .<Item>process(
                        "settled" + stage,
                        () -> new Total(
                                stage,
                                item -> item.isOfWindow() ? Item.windowTotal(item.id()) : Item.amountOf(item.id())))
                .parallelism(tasks);
    }

    private Place stateless(Place input, int tasks) {
        Place spread = spread(input, tasks);
        String name = "stage" + stages;
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
                        spread.stream().<Item>process(name, () -> this::draw).parallelism(width),
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

    /** Of chance, of the time, and of the world outside: another one whenever it is asked for. */
    private static long nonce(Context<Item> context, Outside outside) {
        long answer;
        try {
            answer = context.<Long>external("answer", outside::answer);
        } catch (Exception e) {
            answer = String.valueOf(e.getMessage()).hashCode();
        }
        return Item.mix(context.random().nextLong() ^ context.nowMillis()) + answer;
    }

    private void draw(Item item, Context<Item> context) {
        context.emit(new Item(item.id(), 0, nonce(context, outside)));
    }

    private Place spread(Place input, int tasks) {
        Partitioning chosen = chance.oneOf(List.of(
                Partitioning.any(),
                Partitioning.any(),
                Partitioning.inTurn(),
                Partitioning.random(),
                Partitioning.onDemand(),
                Partitioning.global(),
                Partitioning.broadcast(),
                Partitioning.forward(),
                Partitioning.<Item>byKey(Item::key)));
        int width = chosen == Partitioning.forward() && input.tasks() > 0 ? input.tasks() : tasks;
        if (chosen == Partitioning.forward() && input.tasks() == 0) {
            chosen = Partitioning.inTurn();
        }
        Flow flow = chosen == Partitioning.broadcast() ? input.flow().times(width) : input.flow();
        return input.to(input.stream().partition(chosen), width, flow, false, "");
    }

    private void sink(Place place) {
        String name = "sink" + outputs.size();
        boolean plain = shape.plain() && chance.percent(40);
        boolean oneWay = place.numbered() && chance.percent(70);
        Place input = oneWay ? place : spread(place, 1 + chance.below(MAX_TASKS));
        // What goes forward, or to one task only, stays in order.
        Stream<Item> stream = oneWay
                ? place.stream().partition(chance.percent(50) ? Partitioning.forward() : Partitioning.global())
                : input.stream();
        int tasks = oneWay ? place.tasks() : input.tasks();
        SampleSink sink = new SampleSink(name, tasks, plain, outside);
        stream.to(name, sink);
        outputs.add(new Output(sink, input.flow()::of, oneWay, place.witness()));
    }
}
