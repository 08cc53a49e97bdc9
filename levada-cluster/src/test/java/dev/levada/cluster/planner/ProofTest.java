package dev.levada.cluster.planner;

import static dev.levada.api.recovery.Guarantee.AT_LEAST_ONCE;
import static dev.levada.api.recovery.Guarantee.AT_MOST_ONCE;
import static dev.levada.api.recovery.Guarantee.EXACTLY_ONCE;
import static dev.levada.cluster.planner.Sketch.asked;
import static dev.levada.cluster.planner.Sketch.resumable;
import static dev.levada.cluster.planner.Sketch.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProofTest {
    private final Topology topology = Topology.named("job");
    private final Stream<Long> numbers =
            topology.from("numbers", Sources.generate(10, index -> index).build());

    private void plan(JobSettings settings) {
        assertThat(Planner.plan(topology.graph(), settings, Map.of()).guarantee())
                .isEqualTo(settings.guarantee());
    }

    private void assertCannot(JobSettings settings, String message) {
        assertThatThrownBy(() -> plan(settings))
                .isInstanceOf(GuaranteeException.class)
                .hasMessage(message);
    }

    private void assertContradicts(JobSettings settings, String message) {
        assertThatThrownBy(() -> plan(settings))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAProtocolThatGivesLessAndNamesThoseThatGiveEnough() {
        numbers.to("out", store(Contract.TRANSACTIONAL));

        assertCannot(
                asked(EXACTLY_ONCE, Recovery.atLeastOnceSnapshot()),
                "operator 'numbers' cannot give exactly-once: the job recovers by at-least-once-snapshot, which gives"
                        + " at-least-once at best; recover by checkpoint, or ask for at-least-once");
        assertCannot(
                asked(AT_LEAST_ONCE, Recovery.none()),
                "operator 'numbers' cannot give at-least-once: the job recovers by at-most-once, which gives at-most-once"
                        + " at best; recover by at-least-once, at-least-once-snapshot or checkpoint, or ask for"
                        + " at-most-once");
        plan(asked(EXACTLY_ONCE, Recovery.checkpoint()));
        plan(asked(AT_LEAST_ONCE, Recovery.checkpoint()));
        plan(asked(AT_MOST_ONCE, Recovery.atLeastOnce()));
    }

    @Test
    void refusesAnOperatorWhoseOwnChoiceGivesLess() {
        numbers.map(value -> value).named("step").recover(Recovery.none()).to("out", store(Contract.TRANSACTIONAL));

        assertCannot(
                asked(EXACTLY_ONCE, Recovery.checkpoint()),
                "operator 'step' cannot give exactly-once: by its own choice it recovers by at-most-once, which gives"
                        + " at-most-once at best; recover by checkpoint, or ask for at-most-once");
    }

    @Test
    void refusesAMixWithProtocolsThatGiveLess() {
        numbers.map(value -> value)
                .named("step")
                .recover(Recovery.checkpoint())
                .to("out", store(Contract.TRANSACTIONAL));

        assertContradicts(
                asked(AT_LEAST_ONCE, Recovery.atLeastOnce()),
                "operator 'numbers' recovers by at-least-once, and 'step' by checkpoint; one job can mix checkpoint,"
                        + " pessimistic, causal, backtracking and replicated only: choose one of these for both, or the same for all,"
                        + " or make two jobs of it with a file or a table between them");
        plan(asked(EXACTLY_ONCE, Recovery.checkpoint()));
    }

    @Test
    void refusesSuchAMixAlsoWhereItsPartsDoNotMeet() {
        numbers.to("out", store(Contract.PLAIN));
        topology.from("others", Sources.of(1L))
                .recover(Recovery.atLeastOnceSnapshot())
                .to("far", store(Contract.PLAIN));

        assertThatThrownBy(() -> plan(asked(AT_LEAST_ONCE, Recovery.atLeastOnce())))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith(
                        "operator 'numbers' recovers by at-least-once, and 'others' by" + " at-least-once-snapshot;");
    }

    @Test
    void mixesWhatGivesExactlyOnce() {
        numbers.recover(Recovery.pessimistic())
                .map(value -> value)
                .recover(Recovery.causal())
                .to("out", store(Contract.TRANSACTIONAL));
        topology.from("others", Sources.of(1L)).recover(Recovery.backtracking());

        plan(asked(EXACTLY_ONCE, Recovery.checkpoint()));
    }

    @Test
    void refusesALogThatOutlastsItsCauses() {
        numbers.recover(Recovery.causal())
                .map(value -> value)
                .named("between")
                .recover(Recovery.causal())
                .map(value -> value)
                .named("logs")
                .recover(Recovery.pessimistic());

        assertContradicts(
                asked(EXACTLY_ONCE, Recovery.checkpoint()),
                "operator 'logs' recovers by pessimistic, and 'numbers', on which it depends, by causal: what that chose can"
                        + " be lost with two workers, and a log of what followed from it would be left; let 'logs' recover by"
                        + " causal, or 'numbers' by pessimistic");
    }

    @Test
    void whereOneForgetsInBetweenTheLogDoesNotCount() {
        numbers.recover(Recovery.causal())
                .map(value -> value)
                .recover(Recovery.checkpoint())
                .map(value -> value)
                .recover(Recovery.pessimistic());

        plan(asked(EXACTLY_ONCE, Recovery.checkpoint()));
    }

    @Test
    void whatIsChosenForAnOperatorGoesBeforeItsOwnChoice() {
        numbers.recover(Recovery.none()).to("out", store(Contract.TRANSACTIONAL));

        plan(choosing(Map.of("numbers", Recovery.causal(), "out", Recovery.causal())));
        assertContradicts(
                choosing(Map.of("numbres", Recovery.causal())),
                "job 'job' has no operator 'numbres', for which a recovery is chosen; it has numbers and out");
    }

    private static JobSettings choosing(Map<String, Recovery> chosen) {
        return new JobSettings(EXACTLY_ONCE, Recovery.checkpoint(), chosen, Map.of(), 2, false, Cuts.ALIGNED);
    }

    @Test
    void onlyWhoForgetsGoesBackToACutWithRecordsOnTheirWay() {
        numbers.to("out", store(Contract.TRANSACTIONAL));

        plan(asked(EXACTLY_ONCE, Recovery.checkpoint()).cuts(Cuts.UNALIGNED));
        assertContradicts(
                asked(EXACTLY_ONCE, Recovery.pessimistic()).cuts(Cuts.AUTO),
                "cuts cannot be auto: operator 'numbers' recovers by pessimistic, and only checkpoint can go back to a cut"
                        + " with records on their way; let all operators recover by checkpoint, or leave cuts aligned");
        assertContradicts(
                choosing(Map.of("out", Recovery.causal())).cuts(Cuts.UNALIGNED),
                "cuts cannot be unaligned: operator 'out' recovers by causal, and only checkpoint can go back to a cut"
                        + " with records on their way; let all operators recover by checkpoint, or leave cuts aligned");
    }

    @Test
    void takesTheChoiceOfAllOperatorsForTheJobs() {
        numbers.recover(Recovery.checkpoint());

        plan(asked(AT_LEAST_ONCE, Recovery.atLeastOnce()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "IDEMPOTENT", "FENCED_UPSERT"})
    void refusesExactlyOnceAtASinkThatShowsAtOnce(Contract contract) {
        numbers.to("held", Sinks.memory());
        numbers.to("shown", store(contract));

        assertThatThrownBy(() -> plan(asked(EXACTLY_ONCE, Recovery.checkpoint())))
                .isInstanceOf(GuaranteeException.class)
                .hasMessageStartingWith("sink 'shown' cannot give exactly-once: store shows records when no failure can"
                        + " take them back")
                .hasMessageEndingWith(
                        "; write to a sink that shows its output on commit (a file, a database, memory), or ask"
                                + " for at-least-once");
        plan(asked(AT_LEAST_ONCE, Recovery.checkpoint()));
    }

    @Test
    void refusesExactlyOnceOfAJobThatOutlastsItsSink() {
        numbers.to("held", Sinks.memory());

        assertCannot(
                resumable(EXACTLY_ONCE, Recovery.checkpoint()),
                "sink 'held' cannot give exactly-once: memory shows its output on commit only within one run; what it"
                        + " showed before the process ended is not known afterwards; write a file (--output FILE) or a"
                        + " database, leave out the state directory (--state-dir), or ask for at-least-once");
        plan(asked(EXACTLY_ONCE, Recovery.checkpoint()));
        plan(resumable(AT_LEAST_ONCE, Recovery.checkpoint()));
        plan(resumable(AT_LEAST_ONCE, Recovery.atLeastOnce()));
        plan(resumable(AT_MOST_ONCE, Recovery.none()));
    }

    @Test
    void doesNotAdviseMemoryForAJobThatOutlastsIt() {
        numbers.to("shown", Sinks.discard());

        assertCannot(
                resumable(EXACTLY_ONCE, Recovery.checkpoint()),
                "sink 'shown' cannot give exactly-once: function shows records when no failure can take them back:"
                        + " when their epoch is complete; some of the last ones may be shown twice after a failure; write to a sink that shows its output on commit and lasts (a file, a"
                        + " database), or ask for at-least-once");
    }
}
