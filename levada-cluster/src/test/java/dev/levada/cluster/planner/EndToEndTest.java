package dev.levada.cluster.planner;

import static dev.levada.api.recovery.Guarantee.AT_LEAST_ONCE;
import static dev.levada.api.recovery.Guarantee.AT_MOST_ONCE;
import static dev.levada.api.recovery.Guarantee.EXACTLY_ONCE;
import static dev.levada.cluster.planner.Sketch.asked;
import static dev.levada.cluster.planner.Sketch.resumable;
import static dev.levada.cluster.planner.Sketch.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.graph.Graph;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class EndToEndTest {
    private final Topology topology = Topology.named("job");
    private final Stream<Long> numbers =
            topology.from("numbers", Sources.generate(10, index -> index).build());

    private EndToEnd under(Recovery recovery) {
        return EndToEnd.of(topology.graph(), asked(AT_MOST_ONCE, recovery));
    }

    private static Verdict sink(EndToEnd verdicts) {
        return verdicts.sinks().get(0).verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TRANSACTIONAL  | EXACTLY_ONCE  | store shows the records of an epoch when the epoch is complete, and otherwise none of them
            OFFSET_IN_SINK | EXACTLY_ONCE  | store stores the records of an epoch together with its number when the epoch is complete, so that none is stored twice
            FENCED_UPSERT  | AT_LEAST_ONCE | store shows records when no failure can take them back: when their epoch is complete; some may be written again after a failure, and until the last is, a value is older
            IDEMPOTENT     | AT_LEAST_ONCE | store shows records when no failure can take them back: when their epoch is complete; some may be written again after a failure, which changes nothing
            PLAIN          | AT_LEAST_ONCE | store shows records when no failure can take them back: when their epoch is complete; some of the last ones may be shown twice after a failure
            """)
    void givesUnderCheckpointsWhatTheSinkCanKeep(Contract contract, Guarantee guarantee, String reason) {
        numbers.keyBy(value -> value).count("counts").to("out", store(contract));

        assertThat(sink(under(Recovery.checkpoint()))).isEqualTo(new Verdict(guarantee, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "CHECKPOINT, when their epoch is complete",
        "CAUSAL, when their epoch is complete",
        "OPTIMISTIC, when their epoch is complete",
        "PESSIMISTIC, as soon as a log says how they came about",
        "BACKTRACKING, as soon as a log says how they came about"
    })
    void saysWhenRecordsAreSeenThatASinkShowsAtOnce(Recovery.Standard recovery, String when) {
        numbers.to("out", store(Contract.PLAIN));

        assertThat(sink(under(recovery)).reason()).contains(": " + when + "; ");
    }

    @Test
    void isLateWhereWhatIsBeforeASinkMayGoBack() {
        numbers.recover(Recovery.checkpoint())
                .border(Border.COUPLED)
                .map(value -> value)
                .recover(Recovery.pessimistic())
                .to("out", store(Contract.PLAIN));

        assertThat(sink(under(Recovery.pessimistic())).reason()).contains("when their epoch is complete");
    }

    @ParameterizedTest
    @EnumSource
    void givesUnderOtherProtocolsWhatTheseGiveWhateverTheSink(Contract contract) {
        numbers.to("out", store(contract));

        assertThat(sink(under(Recovery.atLeastOnceSnapshot())))
                .isEqualTo(new Verdict(
                        AT_LEAST_ONCE,
                        "a lost task alone goes back to its snapshot and processes again what came after it, so store may"
                                + " show it twice"));
        assertThat(sink(under(Recovery.atLeastOnce())))
                .isEqualTo(new Verdict(
                        AT_LEAST_ONCE,
                        "what a lost task had not acknowledged is processed again, so store may show it twice"));
        assertThat(sink(under(Recovery.none())))
                .isEqualTo(new Verdict(
                        AT_MOST_ONCE,
                        "what a lost task held, and what was on its way to it, is lost; nothing is processed twice"));
    }

    @Test
    void saysOfEachEdgeWhatHoldsThereInsideChainsAndFromSideOutputsToo() {
        Stream<Long> map = numbers.process("map", () -> (value, context) -> context.emit(value));
        map.to("out", store(Contract.PLAIN));
        map.side(new SideOutput<Long>("odd")).to("aside", store(Contract.PLAIN));
        Verdict rollback = new Verdict(
                EXACTLY_ONCE, "after a failure all tasks go back to the same checkpoint, state and positions together");

        assertThat(Planner.plan(topology.graph(), asked(AT_LEAST_ONCE, Recovery.checkpoint()), Map.of())
                        .chains())
                .hasSize(2);
        assertThat(under(Recovery.checkpoint()).edges())
                .containsExactly(
                        new EndToEnd.OfEdge("numbers", "", "map", rollback),
                        new EndToEnd.OfEdge("map", "", "out", rollback),
                        new EndToEnd.OfEdge("map", "odd", "aside", rollback));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AT_MOST_ONCE           | AT_MOST_ONCE  | what is on its way to a lost task is lost with it, and nothing is processed twice
            AT_LEAST_ONCE          | AT_LEAST_ONCE | what a lost task had not acknowledged is sent to it again
            AT_LEAST_ONCE_SNAPSHOT | AT_LEAST_ONCE | a lost task alone goes back to its snapshot, and gets again what came after it
            """)
    void saysOfAnEdgeWhatItsProtocolGives(Recovery.Standard recovery, Guarantee guarantee, String reason) {
        numbers.to("out", store(Contract.TRANSACTIONAL));

        assertThat(under(recovery).edges())
                .containsExactly(new EndToEnd.OfEdge("numbers", "", "out", new Verdict(guarantee, reason)));
    }

    @Test
    void namesTheStateThatIsLostOnlyBehindItAndOnlyWhereItIsLost() {
        numbers.keyBy(value -> value).count("counts").map(count -> count).to("out", store(Contract.PLAIN));
        String lost = "; the state of 'counts' is lost with a task, so results made of it may miss records";

        EndToEnd acknowledged = under(Recovery.atLeastOnce());
        assertThat(acknowledged.edges())
                .extracting(edge -> edge.verdict().reason().endsWith(lost))
                .containsExactly(false, true, true);
        assertThat(sink(acknowledged).reason()).endsWith("so store may show it twice" + lost);

        for (Recovery other : List.of(Recovery.none(), Recovery.atLeastOnceSnapshot(), Recovery.checkpoint())) {
            assertThat(under(other).toString()).doesNotContain("'counts' is lost");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | the state of 'c1' and 'c2' is lost
            3 | the state of 'c1', 'c2' and 'c3' is lost
            4 | the state of 'c1', 'c2', 'c3' and others is lost
            9 | the state of 'c1', 'c2', 'c3' and others is lost
            """)
    void namesThreeOfThoseThatLoseState(int operators, String named) {
        Stream<?> last = numbers;
        for (int i = 1; i <= operators; i++) {
            last = last.keyBy(value -> 0).count("c" + i);
        }
        last.to("out", store(Contract.PLAIN));

        assertThat(sink(under(Recovery.atLeastOnce())).reason()).contains(named);
    }

    @Test
    void promisesOfASinkThatForgetsAtLeastOnceIfTheJobOutlastsIt() {
        numbers.to("held", Sinks.memory());

        EndToEnd verdicts = EndToEnd.of(topology.graph(), resumable(AT_LEAST_ONCE, Recovery.checkpoint()));
        assertThat(verdicts.resumable()).isTrue();
        assertThat(sink(verdicts))
                .isEqualTo(new Verdict(
                        AT_LEAST_ONCE,
                        "memory shows its output on commit only within one run; what it showed before the process ended"
                                + " is not known afterwards"));
        assertThat(sink(under(Recovery.checkpoint())).guarantee()).isEqualTo(EXACTLY_ONCE);
    }

    @Test
    void explainsAJobWithoutSinksAndOneWithoutOperators() {
        assertThat(under(Recovery.checkpoint()).sinks()).isEmpty();
        assertThat(EndToEnd.of(new Graph("none", List.of()), asked(AT_MOST_ONCE, Recovery.none()))
                        .edges())
                .isEmpty();
    }

    @Test
    void knowsAReasonForEveryProtocolAndContract() {
        for (Recovery.Standard recovery : Recovery.Standard.values()) {
            for (Contract contract : Contract.values()) {
                Topology one = Topology.named("one");
                one.from(Sources.of(1)).to("out", store(contract));
                EndToEnd verdicts = EndToEnd.of(one.graph(), resumable(AT_MOST_ONCE, recovery));

                assertThat(Arrays.asList(
                                sink(verdicts).reason(),
                                verdicts.edges().get(0).verdict().reason()))
                        .allSatisfy(reason -> assertThat(reason).isNotBlank().doesNotEndWith("."));
            }
        }
    }
}
