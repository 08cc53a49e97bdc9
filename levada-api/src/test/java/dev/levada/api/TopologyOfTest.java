package dev.levada.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.annotation.Keyed;
import dev.levada.api.annotation.Scheduling;
import dev.levada.api.annotation.Sequential;
import dev.levada.api.annotation.Sink;
import dev.levada.api.annotation.Source;
import dev.levada.api.annotation.Stage;
import dev.levada.api.annotation.State;
import dev.levada.api.annotation.ToStream;
import dev.levada.api.annotation.Waiting;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyOfTest {

    record Frame(int camera, int number) {}

    private static List<Frame> frames(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, random.nextInt(300))
                .mapToObj(number -> new Frame(random.nextInt(5), number))
                .toList();
    }

    /** All that an annotated class can say, and in order. */
    @ToStream("in order")
    @SuppressWarnings("UnusedMethod") // called through their marks
    private static final class InOrder {
        private final List<Frame> input;
        private final List<String> written = new ArrayList<>();

        InOrder(List<Frame> input) {
            this.input = input;
        }

        @Source(waiting = Waiting.BLOCK)
        Iterator<Frame> frames() {
            return input.iterator();
        }

        @Stage(order = 1, replicate = 4, ordered = true, scheduling = Scheduling.ON_DEMAND, waiting = Waiting.BLOCK)
        private static List<Frame> multiply(Frame frame) {
            return java.util.Collections.nCopies(frame.number() % 3, frame);
        }

        @Stage(order = 2, replicate = 3, ordered = true)
        @Keyed("camera")
        String count(Frame frame, CounterState seen, @State("last two") ListState<Integer> last) {
            if (last.get().size() == 2) {
                last.clear();
            }
            last.add(frame.number());
            return frame.camera() + ":" + seen.add(1) + ":" + last.get();
        }

        @Stage(order = 3, replicate = 2, ordered = true)
        static Optional<String> keepShort(String text) {
            return text.length() < 12 ? Optional.of(text) : Optional.empty();
        }

        @Sink
        void write(String text) {
            written.add(text);
        }
    }

    /** As little as an annotated class can say. */
    @ToStream("unordered")
    static final class Unordered {
        private final List<Frame> input;
        private final List<String> written = new ArrayList<>();

        Unordered(List<Frame> input) {
            this.input = input;
        }

        @Source
        java.util.stream.Stream<Frame> frames() {
            return input.stream();
        }

        @Stage(order = 20, replicate = 2)
        @Keyed("camera")
        java.util.stream.Stream<String> history(Frame frame, MapState<Integer, String> all) {
            all.put(frame.number() % 7, "n" + frame.number());
            return all.entries().stream().map(Object::toString).limit(2);
        }

        @Stage(order = 10, replicate = 4, recover = "at-most-once")
        static Frame move(Frame frame) {
            return new Frame(frame.camera() + 1, frame.number());
        }

        @Sink
        void write(String text) {
            written.add(text);
        }
    }

    /** The sink asks for the order, so no stage has to. */
    @ToStream("sink ordered")
    static final class SinkOrdered {
        private final List<Frame> input;
        private final List<Integer> written = new ArrayList<>();

        SinkOrdered(List<Frame> input) {
            this.input = input;
        }

        @Source
        Iterable<Frame> frames() {
            return input;
        }

        @Stage(order = 1, replicate = 4)
        static int number(Frame frame) {
            return frame.number();
        }

        @Stage(order = 2, replicate = 3)
        static long twice(long number) {
            return 2 * number;
        }

        @Sink(ordered = true, waiting = Waiting.BLOCK)
        void write(Object number) {
            written.add(((Long) number).intValue());
        }
    }

    @Test
    void namesEachOperatorByItsMethodAndNumbersBeforeAndSortsAfterAnOrderedStage() {
        Graph graph = Topology.of(new InOrder(List.of())).graph();

        assertThat(graph.job()).isEqualTo("in order");
        assertThat(graph.operators().stream().map(TopologyOfTest::line))
                .containsExactly(
                        "frames x1 <-  blocking",
                        "multiply-number x1 <- frames by key",
                        "multiply x4 <- multiply-number on demand blocking",
                        "multiply-order x1 <- multiply by key",
                        "count-number x1 <- multiply-order by key",
                        "count x3 <- count-number by key",
                        "count-order x1 <- count by key",
                        "keepShort-number x1 <- count-order by key",
                        "keepShort x2 <- keepShort-number any",
                        "keepShort-order x1 <- keepShort by key",
                        "write x1 <- keepShort-order any");
    }

    @Test
    void putsStagesInTheirOrderWithTheirReplicasKeysAndRecovery() {
        Graph graph = Topology.of(new Unordered(List.of())).graph();

        assertThat(graph.operators().stream().map(TopologyOfTest::line))
                .containsExactly(
                        "frames x1 <- ",
                        "move x4 <- frames any",
                        "history x2 <- move by key",
                        "write x1 <- history any");
        assertThat(graph.operators().stream().map(Operator::recovery))
                .containsExactly(Optional.empty(), Optional.of(Recovery.none()), Optional.empty(), Optional.empty());
        assertThat(graph.operators().stream().map(Operator::definition))
                .filteredOn(Definition.Transform.class::isInstance)
                .map(definition -> ((Definition.Transform) definition).key().isPresent())
                .containsExactly(false, true);
    }

    private static String line(Operator operator) {
        String inputs = String.join(
                ", ",
                operator.inputs().stream()
                        .map(input -> input.from() + " " + input.partitioning().label())
                        .toList());
        return "%s x%d <- %s%s"
                .formatted(operator.name(), operator.parallelism(), inputs, operator.blocking() ? " blocking" : "");
    }

    @Test
    void givesEachTaskAProcessorOfItsOwn() {
        Definition.Transform move = (Definition.Transform)
                Topology.of(new Unordered(List.of())).graph().operators().get(1).definition();

        assertThat((Object) move.processors().get())
                .isNotSameAs(move.processors().get());
    }

    @Test
    void refusesAClassThatIsNotMarked() {
        assertThatThrownBy(() -> Topology.of("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class java.lang.String is no pipeline; mark it @ToStream, and its methods @Source, @Stage"
                        + " and @Sink");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void givesTheSequenceOfTheSequentialRunIfAllIsOrdered(long seed) throws Exception {
        InOrder alone = new InOrder(frames(seed));
        InOrder parallel = new InOrder(frames(seed));
        Sequential.run(alone);

        ChainSimulation.run(Topology.of(parallel).graph(), seed, true);

        assertThat(parallel.written).as("seed %d", seed).isEqualTo(alone.written);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void givesTheSequenceOfTheSequentialRunIfTheSinkIsOrdered(long seed) throws Exception {
        SinkOrdered parallel = new SinkOrdered(frames(seed));

        ChainSimulation.run(Topology.of(parallel).graph(), seed, true);

        assertThat(parallel.written)
                .as("seed %d", seed)
                .isEqualTo(
                        frames(seed).stream().map(frame -> 2 * frame.number()).toList());
    }

    /** The stages are in order for each camera only if the one before them keeps it: it has one task here. */
    @ToStream("by key")
    static final class ByKey {
        private final List<Frame> input;
        private final List<String> written = new ArrayList<>();

        ByKey(List<Frame> input) {
            this.input = input;
        }

        @Source
        List<Frame> frames() {
            return input;
        }

        @Stage(order = 1, replicate = 3)
        @Keyed("camera")
        String count(Frame frame, CounterState seen) {
            return frame + "#" + seen.add(1);
        }

        @Stage(order = 2, replicate = 4, scheduling = Scheduling.ON_DEMAND)
        static String twice(String text) {
            return text + text;
        }

        @Sink
        void write(String text) {
            written.add(text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void givesTheMultisetOfTheSequentialRunIfNothingIsOrdered(long seed) throws Exception {
        ByKey alone = new ByKey(frames(seed));
        ByKey parallel = new ByKey(frames(seed));
        Sequential.run(alone);

        ChainSimulation.run(Topology.of(parallel).graph(), seed, true);

        assertThat(parallel.written).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(alone.written);
    }

    @Test
    void overtakesInTheSimulationWhereNothingIsOrdered() throws Exception {
        ByKey alone = new ByKey(frames(1));
        ByKey parallel = new ByKey(frames(1));
        Sequential.run(alone);

        ChainSimulation.run(Topology.of(parallel).graph(), 1, false);

        assertThat(parallel.written).isNotEqualTo(alone.written);
    }

    @Test
    void labelsThePartitioningOnDemandInWords() {
        assertThat(Partitioning.onDemand().label()).isEqualTo("on demand");
    }
}
