package dev.levada.testkit.sample;

import dev.levada.api.KeyedStream;
import dev.levada.api.Loop;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.Topology;
import dev.levada.api.Windowed;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.testkit.chance.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     */
    public record Shape(int records, long durationNanos, boolean plain, boolean endOutputs, boolean loop) {}

    /** What a sink gets. */
    public record Output(SampleSink sink, Expected expected, boolean numbered, String witness) {}

    /** What a sink must get of some records of the sources. */
    @FunctionalInterface
    public interface Expected {
        List<Long> of(List<Long> origins, boolean atEnd);
    }

    /**
     * @param numbered whether the items carry the dense numbers of an operator just before
     * @param timed whether all of them have an event time
     */
    private record Place(Stream<Item> stream, int tasks, Flow flow, boolean numbered, String witness, boolean timed) {

        /** What is made of the items here, each at the time of what it was made of. */
        Place to(Stream<Item> next, int nextTasks, Flow nextFlow, boolean nextNumbered, String nextWitness) {
            return new Place(next, nextTasks, nextFlow, nextNumbered, nextWitness, timed);
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

    private Place source(int number, int count) {
        int splits = 1 + chance.below(MAX_TASKS);
        int tasks = 1 + chance.below(splits);
        int perSplit = Math.max(1, shape.records() / count / splits);
        String name = "source" + number;
        SampleSource source = new SampleSource(number, splits, perSplit, shape.durationNanos() / perSplit);
        sources.put(name, source);
        unread.add(places.size());
        long first = Item.origin(Item.idOf(number, 0, 0));
        long last = Item.origin(Item.idOf(number + 1, 0, 0));
        Flow flow = (origins, atEnd) -> origins.stream()
                .filter(id -> Item.origin(id) >= first && Item.origin(id) < last)
                .toList();
        Stream<Item> stream = topology.from(name, source).parallelism(tasks);
        boolean dated = timed && chance.percent(85);
        if (dated) {
            stream.eventTimeMillis(item -> Item.millisOf(item.id()), Duration.ofMillis(Item.MAX_LATENESS_MILLIS));
        }
        return new Place(stream, tasks, flow, false, "", dated);
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
        return new Place(done.matching(), width, flow.looped(), false, "", false);
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
                        input.timed() && more.timed());
            }
        }
        return input;
    }

    private Place keyed(Place input, int tasks) {
        int stage = stages;
        if (input.timed() && shape.endOutputs() && chance.percent(60)) {
            return byTime(input, tasks);
        }
        if (shape.endOutputs() && chance.percent(25)) {
            Stream<Item> totals = input.stream()
                    .keyBy(Item::key)
                    .process("total" + stage, () -> new Total(stage))
                    .parallelism(tasks);
            return new Place(totals, tasks, input.flow().totals(stage), false, "", false);
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
