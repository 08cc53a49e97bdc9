package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class RandomTopologyTest {

    /** Whatever the topology, its parallelism, its batches and the order of turns: what a loop over lists gives. */
    @Test
    @Timeout(120)
    void givesWhatASequentialProgramGives() {
        for (long seed = 0; seed < 600; seed++) {
            World world = new World(seed);
            Simulation.of(world.topology).seed(seed).parallelism(3).run();
            world.check();
        }
    }

    /** A stream, and what must come out of it in some order. */
    private record Node(Stream<Long> stream, int tasks, List<Long> expected) {}

    private static final class World {
        final Topology topology = Topology.named("random");
        private final long seed;
        private final Random random;
        private final List<Node> nodes = new ArrayList<>();
        private final List<MemorySink<Long>> sinks = new ArrayList<>();
        private final List<List<Long>> expected = new ArrayList<>();

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            for (int i = 0; i <= random.nextInt(2); i++) {
                nodes.add(source());
            }
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                nodes.add(operator());
            }
            // Each is read once more, so that it has two readers if it had one, which makes diamonds and fan-out.
            nodes.forEach(this::collect);
        }

        private Node source() {
            long count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(300);
            int tasks = 1 + random.nextInt(4);
            Stream<Long> stream = topology.from(Sources.generate(count, index -> index)
                            .splits(1 + random.nextInt(4))
                            .build())
                    .parallelism(tasks);
            return new Node(stream, tasks, LongStream.range(0, count).boxed().toList());
        }

        private Node operator() {
            Node input = nodes.get(random.nextInt(nodes.size()));
            boolean merged = random.nextInt(3) == 0;
            if (merged) {
                Node other = nodes.get(random.nextInt(nodes.size()));
                List<Long> both = new ArrayList<>(input.expected());
                both.addAll(other.expected());
                input = new Node(input.stream().merge(other.stream()), 0, both);
            }
            int tasks = 1 + random.nextInt(4);
            Node made = switch (random.nextInt(5)) {
                case 0 -> counted(input, tasks);
                case 1 -> distinct(input, tasks);
                default -> stateless(input, tasks);
            };
            if (random.nextBoolean()) {
                made.stream().apart();
            }
            return made;
        }

        private Node counted(Node input, int tasks) {
            int keys = 1 + random.nextInt(20);
            TreeMap<Long, Long> counts = new TreeMap<>();
            input.expected().forEach(value -> counts.merge(value % keys, 1L, Long::sum));
            Stream<Long> stream = input.stream()
                    .keyBy(value -> value % keys)
                    .countAtEnd("count-" + nodes.size())
                    .parallelism(tasks)
                    .map(count -> count.key() * 1_000_000 + count.count());
            List<Long> values = new ArrayList<>();
            counts.forEach((key, count) -> values.add(key * 1_000_000 + count));
            return new Node(stream.parallelism(tasks), tasks, values);
        }

        private Node distinct(Node input, int tasks) {
            Stream<Long> stream = input.stream()
                    .keyBy(value -> value)
                    .distinct("distinct-" + nodes.size())
                    .parallelism(tasks);
            return new Node(stream, tasks, List.copyOf(new TreeSet<>(input.expected())));
        }

        private Node stateless(Node input, int tasks) {
            List<Long> values = new ArrayList<>(input.expected());
            UnaryOperator<Stream<Long>> spread = UnaryOperator.identity();
            switch (random.nextInt(8)) {
                case 0 -> spread = stream -> stream.partition(Partitioning.inTurn());
                case 1 -> spread = stream -> stream.partition(Partitioning.random());
                case 2 -> spread = stream -> stream.partition(Partitioning.onDemand());
                case 3 -> spread = stream -> stream.partition(Partitioning.global());
                case 4 -> {
                    spread = stream -> stream.partition(Partitioning.broadcast());
                    for (int copy = 1; copy < tasks; copy++) {
                        values.addAll(input.expected());
                    }
                }
                case 5 -> spread = stream -> stream.partition(Partitioning.<Long>byKey(value -> value % 5));
                case 6 -> {
                    if (input.tasks() > 0) {
                        tasks = input.tasks();
                        spread = stream -> stream.partition(Partitioning.forward());
                    }
                }
                default -> {} // any
            }
            Stream<Long> stream = spread.apply(input.stream());
            List<Long> made = new ArrayList<>();
            if (random.nextBoolean()) {
                stream = stream.filter(value -> value % 3 != 0);
                values.stream().filter(value -> value % 3 != 0).forEach(made::add);
            } else {
                stream = stream.flatMap(value -> List.of(value, value * 7 + 1));
                values.forEach(value -> Collections.addAll(made, value, value * 7 + 1));
            }
            return new Node(stream.parallelism(tasks), tasks, made);
        }

        private void collect(Node node) {
            MemorySink<Long> sink = Sinks.memory();
            node.stream().to(sink);
            sinks.add(sink);
            expected.add(node.expected());
        }

        void check() {
            for (int i = 0; i < sinks.size(); i++) {
                assertThat(sinks.get(i).values().stream().sorted().toList())
                        .as("seed %d, stream %d", seed, i)
                        .isEqualTo(expected.get(i).stream().sorted().toList());
            }
        }
    }
}
