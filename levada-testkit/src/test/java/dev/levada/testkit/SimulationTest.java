package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.KeyCount;
import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.ReducingState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SimulationTest {

    /** A job with fan-out, random routing, keyed state, a diamond and a rate. */
    private record World(Topology topology, MemorySink<KeyCount<Long>> counts, MemorySink<Long> both) {
        static World create() {
            MemorySink<KeyCount<Long>> counts = Sinks.memory();
            MemorySink<Long> both = Sinks.memory();
            Topology topology = Topology.named("world");
            Stream<Long> numbers = topology.from(
                    "numbers",
                    Sources.generate(500, 7, (index, random) -> index * 10 + random.nextInt(10))
                            .splits(2)
                            .rate(1_000_000)
                            .build());
            numbers.partition(Partitioning.random())
                    .map(number -> number / 10)
                    .parallelism(3)
                    .keyBy(number -> number % 7)
                    .count("counts")
                    .to(counts);
            numbers.filter(number -> number % 2 == 0)
                    .merge(numbers.filter(number -> number % 3 == 0))
                    .partition(Partitioning.global())
                    .to(both);
            return new World(topology, counts, both);
        }
    }

    @Test
    void givesTheSameTraceForTheSameSeedAndTheSameResultForEach() {
        Simulation.seeds(200, World::create, (world, seed) -> {
            Simulation.Outcome outcome =
                    Simulation.of(world.topology()).seed(seed).run();
            World again = World.create();

            assertThat(Simulation.of(again.topology()).seed(seed).run()).isEqualTo(outcome);
            assertThat(again.counts().values())
                    .isEqualTo(world.counts().values())
                    .hasSize(500);
            assertThat(world.both().values()).hasSize((int) expectedInBoth());
        });
    }

    private static long expectedInBoth() {
        MemorySink<Long> all = Sinks.memory();
        Topology topology = Topology.named("all");
        topology.from(Sources.generate(500, 7, (index, random) -> index * 10 + random.nextInt(10))
                        .build())
                .to(all);
        Simulation.of(topology).run();
        return all.values().stream().filter(number -> number % 2 == 0).count()
                + all.values().stream().filter(number -> number % 3 == 0).count();
    }

    /** If this fails, what a task does in a turn, or how turns are dealt, has changed: on purpose, or on this JDK. */
    @Test
    void givesThisVeryTraceOnEveryJdk() {
        Simulation.Outcome outcome =
                Simulation.of(World.create().topology()).seed(42).run();

        assertThat(outcome).isEqualTo(new Simulation.Outcome(2308844772667423626L, 130, 5863454));
    }

    @Test
    void tellsAnOperatorThatIsNotDeterministic() {
        List<Object> shared = new ArrayList<>();
        Processor<Long, Integer> countsAcrossRuns = new Processor<>() {
            @Override
            public void process(Long value, Context<Integer> context) {
                shared.add(value);
                context.emit(shared.size());
            }
        };

        assertThatThrownBy(() -> OperatorTester.<Long, Integer>of(() -> countsAcrossRuns)
                        .input(List.of(1L, 2L))
                        .output())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not deterministic");
    }

    @Test
    void runsAnOperatorWithStateAndAnEndOfInput() {
        List<String> output = OperatorTester.<String, String>of(Sum::new)
                .keyBy(text -> text.charAt(0))
                .input(List.of("b1", "a2", "b3", "a4"))
                .output();

        assertThat(output).containsExactly("b1", "a2", "b13", "a24", "end a24", "end b13");
    }

    private static final class Sum implements Processor<String, String> {
        private @Nullable ReducingState<String> sum;

        @Override
        public void open(Context<String> context) {
            sum = context.reducing("sum", (left, right) -> left + right.substring(1));
        }

        @Override
        public void process(String value, Context<String> context) {
            if (sum != null) {
                context.emit(sum.add(value));
            }
        }

        @Override
        public void end(Context<String> context) {
            context.forEachKey(
                    () -> context.emit("end " + (sum == null ? "" : sum.get().orElse(""))));
        }
    }
}
