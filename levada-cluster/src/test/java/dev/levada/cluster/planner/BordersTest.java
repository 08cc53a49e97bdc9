package dev.levada.cluster.planner;

import static dev.levada.cluster.planner.Sketch.asked;
import static dev.levada.cluster.planner.Sketch.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BordersTest {
    private static final JobSettings CAUSAL = asked(Guarantee.AT_LEAST_ONCE, Recovery.causal());

    private final Topology topology = Topology.named("job");
    private final Stream<Long> model = topology.from(
                    "numbers", Sources.generate(10, index -> index).build())
            .recover(Recovery.checkpoint())
            .map(value -> value)
            .named("model")
            .recover(Recovery.checkpoint());

    private JobPlan plan(JobSettings settings) {
        return Planner.plan(topology.graph(), settings, Map.of());
    }

    private List<String> gated(JobSettings settings) {
        return plan(settings).edges().stream()
                .filter(JobPlan.Edge::gated)
                .map(edge -> edge.operator() + " to " + edge.consumer())
                .toList();
    }

    private String reason(String from, String to) {
        return EndToEnd.of(topology.graph(), CAUSAL).edges().stream()
                .filter(edge -> edge.from().equals(from) && edge.to().equals(to))
                .map(edge -> edge.verdict().reason())
                .findFirst()
                .orElseThrow();
    }

    private Stream<Long> below(Stream<Long> stream, int operators) {
        Stream<Long> last = stream;
        for (int i = 0; i < operators; i++) {
            last = last.map(value -> value).named("below" + i).apart();
        }
        return last;
    }

    @Test
    void aFewOperatorsGoBackWithWhatTheyRead() {
        below(model, 1).to("out", store(Contract.TRANSACTIONAL));

        assertThat(gated(CAUSAL)).isEmpty();
        assertThat(reason("model", "below0"))
                .startsWith("a coupled border")
                .contains("2 operators are below, and 2 operators are with it");
    }

    @Test
    void moreThanThereAreAboveDoNot() {
        below(model, 2).to("out", store(Contract.TRANSACTIONAL));

        assertThat(gated(CAUSAL)).containsExactly("model to below0");
        assertThat(reason("model", "below0")).startsWith("a gated border").contains("3 operators are below");
    }

    @Test
    void whatIsShownAtOnceIsFinal() {
        below(model, 1).to("out", store(Contract.IDEMPOTENT));

        assertThat(gated(CAUSAL)).containsExactly("model to below0");
        assertThat(reason("model", "below0")).contains("sink 'out' below shows at once");
    }

    @Test
    void aSinkBehindAGateShowsWhatItIsGivenSoon() {
        Stream<Long> last = below(model.border(Border.GATED), 1).recover(Recovery.pessimistic());
        last.to("out", store(Contract.IDEMPOTENT));

        assertThat(EndToEnd.of(topology.graph(), CAUSAL)
                        .sinks()
                        .get(0)
                        .verdict()
                        .reason())
                .contains(": as soon as a log says how they came about; ");
        assertThat(EndToEnd.of(topology.graph(), borders(Map.of("below0", Border.COUPLED)))
                        .sinks()
                        .get(0)
                        .verdict()
                        .reason())
                .contains(": when their epoch is complete; ");
    }

    private static JobSettings borders(Map<String, Border> chosen) {
        return new JobSettings(Guarantee.AT_LEAST_ONCE, Recovery.causal(), Map.of(), chosen, 2, false, Cuts.ALIGNED);
    }

    @Test
    void whatIsChosenGoesBeforeThatAndOneOnTheCommandLineBeforeTheProgramsOwn() {
        below(model.border(Border.COUPLED), 5).to("out", store(Contract.IDEMPOTENT));

        assertThat(gated(CAUSAL)).isEmpty();
        assertThat(gated(borders(Map.of("below0", Border.GATED)))).containsExactly("model to below0");
        assertThatThrownBy(() -> plan(borders(Map.of("bellow", Border.GATED))))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no operator 'bellow', for which a border is chosen");
    }

    @Test
    void aGateMayBeBetweenOperatorsThatRecoverAlikeAndKeepsThemApart() {
        model.border(Border.GATED).to("out", store(Contract.IDEMPOTENT));

        assertThat(gated(CAUSAL)).containsExactly("model to out");
        assertThat(plan(CAUSAL).chain("out").recovery()).isEqualTo(Recovery.checkpoint());
    }

    @Test
    void whoRepeatsExactlyNeedsNoGate() {
        JobSettings settings = new JobSettings(
                Guarantee.AT_LEAST_ONCE,
                Recovery.causal(),
                Map.of("numbers", Recovery.causal(), "model", Recovery.causal()),
                Map.of(),
                2,
                false,
                Cuts.ALIGNED);
        model.border(Border.GATED).to("out", store(Contract.IDEMPOTENT));

        assertThat(gated(settings)).isEmpty();
    }

    @Test
    void whoGoesBackWithOthersCannotHoldBackWhatItSends() {
        Stream<Long> coupled = below(model.border(Border.COUPLED), 1);
        below(coupled.border(Border.GATED), 0).to("out", store(Contract.IDEMPOTENT));

        assertThatThrownBy(() -> plan(CAUSAL))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "operator 'out' cannot read 'below0' through a gate: that recovers by causal, and goes back with others"
                                + " before it that may do something else; put the gate before 'below0', or let it recover by"
                                + " checkpoint");
    }

    @Test
    void aGateOpensBetweenAlignedEpochsOnly() {
        model.border(Border.GATED).to("out", store(Contract.TRANSACTIONAL));

        assertThatThrownBy(() -> plan(
                        asked(Guarantee.EXACTLY_ONCE, Recovery.checkpoint()).cuts(Cuts.UNALIGNED)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("operator 'out' reads 'model' through a gate")
                .hasMessageContaining("let cuts be aligned, or the border coupled");
    }
}
