package dev.levada.testkit.sample;

import dev.levada.api.Loop;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Partitioning;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.sample.Place.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A job drawn from a seed: chains, fans and diamonds, with state and without. */
public final class SampleJob implements Workload {
    private static final int MAX_STAGES = 4;
    private static final int MAX_SPLITS = 3;

    private final Topology topology = Topology.named("sample");
    private final Map<String, SampleSource> sources = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Chance chance;
    private final Shape shape;
    private final Outside outside;
    private final Routes routes;
    private final Places places;
    private final Nonce nonce;
    private final StatelessOperators stateless;
    private final StatefulOperators stateful;
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

    public SampleJob(Chance chance, Shape shape, Outside outside) {
        this.chance = chance;
        this.shape = shape;
        this.outside = outside;
        this.routes = new Routes(chance);
        this.places = new Places(chance);
        this.nonce = new Nonce(outside);
        this.timed = !shape.loop() && chance.percent(30);
        int sourceCount = chance.percent(30) ? 2 : 1;
        for (int i = 0; i < sourceCount; i++) {
            places.add(source(i, sourceCount));
        }
        EventTimeOperators byTime = new EventTimeOperators(chance, places, nonce, all(), 2 * shape.records());
        this.stateless = new StatelessOperators(chance, routes, outside);
        this.stateful = new StatefulOperators(chance, places, routes, nonce, byTime, shape.endOutputs());
        operators();
        sinks();
    }

    private void operators() {
        int wanted = 1 + chance.below(MAX_STAGES);
        int looping = shape.loop() ? chance.below(wanted) : wanted;
        while (stages < wanted) {
            places.add(stages == looping ? loop(places.input(), ++stages) : stage());
        }
        if (shape.calls()) {
            places.add(stateless.calling(places.input(), ++stages));
        }
        if (shape.broadcasts()) {
            places.add(stateful.ruled(places.input(), ++stages));
        }
        if (shape.calls() || shape.broadcasts()) {
            for (int more = chance.below(3); more > 0; more--) {
                places.add(stage());
            }
        }
    }

    /** At least one each for the last place and those that nobody reads, and now and then one in the middle. */
    private void sinks() {
        for (Place place : places.all()) {
            if (places.needsSink(place) || chance.percent(20)) {
                sink(place);
                if (!place.witness().isEmpty() && chance.percent(50)) {
                    sink(place);
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

    private Place source(int number, int count) {
        int splits = 1 + chance.below(MAX_SPLITS);
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
    private Place loop(Place into, int stage) {
        Loop<Item> loop = into.stream().partition(routes.looping()).loop("loop" + stage);
        loop.stream().parallelism(routes.tasks());
        Stream<Item> round = loop.stream();
        Flow flow = into.flow();
        if (chance.percent(25)) {
            Place aside = places.read(places.any());
            round = round.merge(aside.stream());
            flow = flow.and(aside.flow());
        }
        int tasks = routes.tasks();
        String name = "round" + stage;
        Stream<Item> gone = chance.percent(50)
                ? round.keyBy(Item::key).process(name, () -> new Counting(Counting.Kind.COUNTER))
                : round.partition(routes.looping()).<Item>process(name, () -> new Drawing(nonce));
        Stream<Item> next = gone.parallelism(tasks).map(item -> new Item(Item.child(item.id(), 0), 0, item.witness()));
        int width = chance.percent(50) ? tasks : routes.tasks();
        Stream.Split<Item> done = next.parallelism(tasks).split(item -> Item.leavesLoop(item.id()));
        done.matching().parallelism(width);
        loop.feedBack(done.others().partition(routes.looping()));
        return new Place(done.matching(), width, flow.looped(), false, "", Times.NONE);
    }

    private Place stage() {
        Place input = places.input();
        int stage = ++stages;
        int tasks = routes.tasks();
        Place made = chance.percent(45) ? stateful.drawn(input, tasks, stage) : stateless.drawn(input, tasks, stage);
        if (chance.percent(60)) {
            made.stream().apart();
        }
        return made;
    }

    private void sink(Place place) {
        String name = "sink" + outputs.size();
        boolean plain = shape.plain() && chance.percent(40);
        boolean oneWay = place.numbered() && chance.percent(70);
        Place input = oneWay ? place : routes.spread(place, routes.tasks());
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
