package dev.levada.cluster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Loop;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PlannerTest {
    private final Topology topology = Topology.named("job");
    private final Stream<Long> numbers =
            topology.from("numbers", Sources.generate(10, index -> index).build());

    private JobPlan plan(int parallelism) {
        return plan(topology.graph(), parallelism);
    }

    private static JobPlan plan(Graph graph, int parallelism) {
        return Planner.plan(
                graph,
                new JobSettings(Guarantee.AT_MOST_ONCE, Recovery.none(), parallelism, false),
                Map.of("numbers", 4));
    }

    private Stream<Long> mapped(Stream<Long> stream) {
        return stream.process("map", () -> (value, context) -> context.emit(value));
    }

    /** The operators of each chain, joined. */
    private List<String> chains() {
        return plan(2).chains().stream()
                .map(chain -> String.join(
                        "+", chain.operators().stream().map(Operator::name).toList()))
                .toList();
    }

    @Test
    void fusesNeighboursThatNothingKeepsApart() {
        mapped(numbers).filter(value -> true).to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers+map+filter+out");
        assertThat(plan(2).edges()).isEmpty();
    }

    @Test
    void doesNotFuseWhereTheNumbersOfTasksDiffer() {
        mapped(numbers).parallelism(3).to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers", "map", "out");
    }

    @Test
    void doesNotFuseWhatTwoRead() {
        Stream<Long> map = mapped(numbers);
        map.to("one", Sinks.discard());
        map.to("two", Sinks.discard());

        assertThat(chains()).containsExactly("numbers+map", "one", "two");
    }

    @Test
    void doesNotFuseWhatReadsTwoOrOneTwice() {
        Stream<Long> map = mapped(numbers);
        map.merge(map).to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers+map", "out");
        assertThat(plan(2).edges()).hasSize(2);
    }

    @Test
    void doesNotFuseWhatTwoStreamsEnter() {
        Stream<Long> others = topology.from(
                        "others", Sources.generate(10, index -> index).build())
                .parallelism(2);
        numbers.merge(others).to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers", "others", "out");
    }

    @Test
    void doesNotFuseASideOutput() {
        Stream<Long> map = mapped(numbers);
        map.to("out", Sinks.discard());
        map.side(new SideOutput<Long>("side")).to("aside", Sinks.discard());

        assertThat(chains()).containsExactly("numbers+map+out", "aside");
    }

    @Test
    void doesNotFuseWhatIsKeyedOrPartitioned() {
        numbers.keyBy(value -> value)
                .count("counts")
                .partition(Partitioning.random())
                .to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers", "counts", "out");
    }

    @Test
    void doesNotFuseWhatAskedToBeApart() {
        mapped(numbers).apart().to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers", "map", "out");
    }

    @Test
    void doesNotFuseWhatMayWaitWithWhatMayNotButKeepsWhatWaitsTogether() {
        mapped(numbers).blocking().map(value -> value).named("call").blocking().to("out", Sinks.discard());

        assertThat(chains()).containsExactly("numbers", "map+call", "out");
        assertThat(plan(2).chain("map").threads()).isTrue();
        assertThat(plan(2).chain("out").threads()).isFalse();
    }

    @Test
    void fusesForwardAsAskedAndRefusesItWhereItCannotBe() {
        mapped(numbers).partition(Partitioning.forward()).to("out", Sinks.discard());
        assertThat(chains()).containsExactly("numbers+map+out");

        numbers.partition(Partitioning.forward())
                .map(value -> value)
                .named("wide")
                .parallelism(5)
                .to("far", Sinks.discard());
        assertThatThrownBy(this::chains)
                .isInstanceOf(PlanException.class)
                .hasMessage("'numbers' has 2 tasks and 'wide' has 5; forward partitioning needs as many on both sides:"
                        + " set the same parallelism, or leave the partitioning open");
    }

    @Test
    void givesASourceNoMoreTasksThanSplitsUnlessItAsksForThem() {
        mapped(numbers).to("out", Sinks.discard());
        assertThat(plan(9).chain("numbers").parallelism()).isEqualTo(4);
        assertThat(plan(9).chain("map").parallelism()).isEqualTo(9);
        assertThat(plan(3).chain("numbers").parallelism()).isEqualTo(3);

        numbers.parallelism(6);
        assertThat(plan(9).chain("numbers").parallelism()).isEqualTo(6);
    }

    @Test
    void settlesAnyToForwardBetweenAsManyTasksAndToInTurnOtherwise() {
        Stream<Long> map = mapped(numbers).apart();
        map.map(value -> value).named("same").apart().to("one", Sinks.discard());
        map.map(value -> value).named("more").parallelism(5).to("two", Sinks.discard());

        assertThat(plan(2).edgesInto("same"))
                .singleElement()
                .extracting(JobPlan.Edge::partitioning)
                .isEqualTo(Partitioning.forward());
        assertThat(plan(2).edgesInto("more"))
                .singleElement()
                .extracting(JobPlan.Edge::partitioning)
                .isEqualTo(Partitioning.inTurn());
    }

    @Test
    void connectsEachTaskOnceFromBothEnds() {
        mapped(numbers).parallelism(3).keyBy(value -> value).count("counts").to("out", Sinks.discard());
        JobPlan plan = plan(2);
        for (JobPlan.Edge edge : plan.edges()) {
            JobPlan.Chain from = plan.chain(edge.producer());
            JobPlan.Chain to = plan.chain(edge.consumer());

            assertThat(IntStream.range(0, from.parallelism())
                            .boxed()
                            .flatMap(index -> plan.channelsFrom(from.task(index), edge).stream()))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, to.parallelism())
                            .boxed()
                            .flatMap(index -> plan.channelsInto(to.task(index), edge).stream())
                            .toList());
        }
        assertThat(plan.chains()).extracting(JobPlan.Chain::name).containsExactly("numbers", "map", "counts");
    }

    @Test
    void refusesDeadLettersThatNobodyReads() {
        mapped(numbers).onError(ErrorPolicy.deadLetter()).to("out", Sinks.discard());

        assertThatThrownBy(this::chains)
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("'map' sends failed records to its dead letters, but nobody reads them");
    }

    @Test
    void refusesACycleAndAnOperatorThatIsNotThere() {
        Operator first = reading("first", "second");
        assertThatThrownBy(() -> plan(new Graph("job", List.of(first, reading("second", "first"))), 2))
                .isInstanceOf(PlanException.class)
                .hasMessage("operator 'second' is read before it is written: the streams form a cycle");
        assertThatThrownBy(() -> plan(new Graph("job", List.of(first)), 2))
                .hasMessage("job 'job' has no operator 'second'");
    }

    private Loop<Long> loop(Stream<Long> from, String name) {
        Loop<Long> loop = from.loop(name);
        Stream.Split<Long> split =
                loop.stream().map(value -> value / 2).named("half").split(value -> value == 0);
        loop.feedBack(split.others());
        split.matching().to("out", Sinks.discard());
        return loop;
    }

    @Test
    void closesALoopFromEachTaskToAllThatBeginIt() {
        loop(numbers, "loop");
        JobPlan plan = plan(2);

        assertThat(plan.edges()).filteredOn(JobPlan.Edge::back).singleElement().satisfies(edge -> {
            assertThat(edge.producer()).isEqualTo("half");
            assertThat(edge.output()).isEqualTo("others");
            assertThat(edge.consumer()).isEqualTo("loop");
            assertThat(edge.partitioning()).isEqualTo(Partitioning.inTurn());
        });
        assertThat(plan.edges())
                .filteredOn(plan::isInLoop)
                .extracting(JobPlan.Edge::consumer)
                .containsExactly("loop", "half");
        assertThat(plan.chain("loop").operators()).hasSize(1);
    }

    @Test
    void refusesEventTimeInLoopsAndNowhereElse() {
        Stream<Long> timed = topology.from("timed", Sources.of(1L)).eventTimeMillis(value -> value, Duration.ZERO);
        timed.keyBy(value -> value).count("beside").to("nowhere", Sinks.discard());
        loop(numbers, "loop");
        JobPlan plan = plan(2);

        assertThat(plan.isTimed("timed")).isTrue();
        assertThat(plan.isTimed("beside")).isTrue();
        assertThat(plan.isTimed("loop")).isFalse();

        numbers.eventTimeMillis(value -> value, Duration.ZERO);
        assertThatThrownBy(() -> plan(2))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("loop 'loop' takes records of source '")
                .hasMessageContaining("leave eventTime(...) out");
    }

    @Test
    void refusesALoopWithOtherProtocolsThanThoseThatHaveLoops() {
        loop(numbers, "loop");
        for (Recovery recovery : List.of(Recovery.atLeastOnce(), Recovery.atLeastOnceSnapshot())) {
            JobSettings settings = new JobSettings(Guarantee.AT_LEAST_ONCE, recovery, 2, false);
            assertThatThrownBy(() -> Planner.plan(topology.graph(), settings, Map.of()))
                    .isInstanceOf(PlanException.class)
                    .hasMessageStartingWith("loop 'loop' cannot recover by " + recovery.label() + ": ")
                    .hasMessageEndingWith(
                            "recover by at-most-once, checkpoint, pessimistic, causal, optimistic, backtracking or replicated");
        }
        Recovery merging = Recovery.backtracking(Recovery.Inputs.MERGED);
        assertThatThrownBy(() -> Planner.plan(
                        topology.graph(), new JobSettings(Guarantee.EXACTLY_ONCE, merging, 2, false), Map.of()))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "loop 'loop' cannot recover by backtracking:merge: inputs that are taken in a fixed")
                .hasMessageEndingWith("optimistic, backtracking or replicated");
        numbers.recover(Recovery.pessimistic());
        assertThatThrownBy(() -> plan(2))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("loop 'loop' recovers by ");
    }

    @Test
    void refusesALoopInALoop() {
        Loop<Long> outer = numbers.loop("outer");
        Loop<Long> inner = outer.stream().loop("inner");
        Stream.Split<Long> split = inner.stream().map(value -> value / 2).split(value -> value % 2 == 0);
        inner.feedBack(split.matching());
        outer.feedBack(split.others().map(value -> value));

        assertThatThrownBy(() -> plan(2))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("operator 'inner' is in loop 'outer' and in loop 'inner'");
    }

    @Test
    void refusesALoopThatReachesOneOfItsTasksOnly() {
        Loop<Long> loop = numbers.loop("loop");
        loop.feedBack(loop.stream().filter(value -> value > 3).named("more").partition(Partitioning.forward()));

        assertThatThrownBy(() -> plan(2))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "loop 'loop' has 2 tasks, and 'more' is fed back to it by forward partitioning");
        assertThat(plan(1).edges())
                .filteredOn(JobPlan.Edge::back)
                .extracting(JobPlan.Edge::partitioning)
                .containsExactly(Partitioning.forward());
    }

    private static Operator reading(String name, String from) {
        return new Operator(
                name,
                new Definition.Write(Sinks.discard()),
                0,
                ErrorPolicy.fail(),
                Optional.empty(),
                false,
                false,
                List.of(new Operator.Input(from, Operator.Input.MAIN, Partitioning.any())));
    }

    @Test
    void givesASinkThatCanHaveOneTaskOne() {
        numbers.to("single", new Sink<Object>() {
            @Override
            public SinkWriter<Object> open(SinkTask task) {
                return value -> {};
            }

            @Override
            public Contract contract() {
                return Contract.PLAIN;
            }

            @Override
            public int fixedParallelism() {
                return 1;
            }
        });

        assertThat(plan(4).chain("single").parallelism()).isEqualTo(1);
    }

    /** Takes seconds if each operator looks through all others. */
    @Test
    @Timeout(5)
    void plansTenThousandOperators() {
        Stream<Long> last = numbers;
        for (int i = 0; i < 10_000; i++) {
            last = last.process("p" + i, () -> (value, context) -> context.emit(value));
        }
        last.to("out", Sinks.discard());

        assertThat(plan(2).chains()).hasSize(1);
    }
}
