package dev.levada.testkit;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.EventTimes;
import dev.levada.api.operator.EventTimeFunction;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs one operator over given input, again and again in ways that must not matter: with whole batches and single
 * records, with an output that is full most of the time, in long and short turns. After the operator tester of
 * Hazelcast Jet.
 *
 * <pre>{@code
 * List<Spike> spikes = OperatorTester.of(SpikeDetector::new).keyBy(Reading::sensor).input(readings).output();
 * }</pre>
 */
public final class OperatorTester<I, O> {
    private static final int RUNS = 20;

    private final Supplier<? extends Processor<? super I, O>> processors;
    private final Mapper<? super I, ?> key;
    private final boolean keyed;
    private final List<I> input;
    private final Optional<EventTimes> times;

    private OperatorTester(
            Supplier<? extends Processor<? super I, O>> processors,
            Mapper<? super I, ?> key,
            boolean keyed,
            List<I> input,
            Optional<EventTimes> times) {
        this.times = times;
        this.processors = processors;
        this.key = key;
        this.keyed = keyed;
        this.input = input;
    }

    /** @param processors gives a new processor for each run */
    public static <I, O> OperatorTester<I, O> of(Supplier<? extends Processor<? super I, O>> processors) {
        return new OperatorTester<>(processors, value -> "", false, List.of(), Optional.empty());
    }

    /** Tests it as a keyed operator. */
    public OperatorTester<I, O> keyBy(Mapper<? super I, ?> newKey) {
        return new OperatorTester<>(processors, newKey, true, input, times);
    }

    /** What it is given, in this order. */
    public OperatorTester<I, O> input(List<I> values) {
        return new OperatorTester<>(processors, key, keyed, List.copyOf(values), times);
    }

    /** When what it is given happened, as {@link Stream#eventTimeMillis} says it. */
    public OperatorTester<I, O> eventTimeMillis(EventTimeFunction<? super I> at, Duration maxLateness) {
        return new OperatorTester<>(processors, key, keyed, input, Optional.of(new EventTimes(at, maxLateness)));
    }

    /**
     * What it emits, in order.
     *
     * @throws AssertionError if it emits something else from one run to another, naming the seed
     */
    public List<O> output() {
        List<O> first = run(0);
        for (long seed = 1; seed < RUNS; seed++) {
            List<O> again = run(seed);
            if (!Objects.equals(first, again)) {
                throw new AssertionError("the operator is not deterministic: with seed 0 it emitted %s, with seed %d %s"
                        .formatted(first, seed, again));
            }
        }
        return first;
    }

    /**
     * Checks that it does the same again in a replay; see {@link Sanitizer}.
     *
     * @throws AssertionError if not, with the first difference
     */
    public OperatorTester<I, O> repeats() {
        Sanitizer.of(topology(Sinks.memory()))
                .records(Math.max(1, input.size()))
                .check();
        return this;
    }

    private List<O> run(long seed) {
        MemorySink<O> sink = Sinks.memory();
        Simulation.of(topology(sink)).parallelism(1).seed(seed).run();
        return sink.values();
    }

    @SuppressWarnings("unchecked") // it was given for values of this type
    private void dated(Stream<I> values, EventTimes each) {
        values.eventTimeMillis((EventTimeFunction<? super I>) each.function(), each.maxLateness());
    }

    private Topology topology(MemorySink<O> sink) {
        Topology topology = Topology.named("operator-test");
        Stream<I> values = topology.from(Sources.of(input));
        times.ifPresent(each -> dated(values, each));
        // Apart, so that there are channels before and after it that can be full.
        (keyed ? values.keyBy(key).process("operator", processors) : values.process("operator", processors))
                .apart()
                .to(sink);
        return topology;
    }
}
