package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.testkit.Simulator.Report;
import dev.levada.testkit.Simulator.Result;
import dev.levada.testkit.Simulator.Settings;
import dev.levada.testkit.chance.Sometimes;
import dev.levada.testkit.mutant.Mutant;
import dev.levada.testkit.world.Fault;
import dev.levada.testkit.world.Mixture;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SimulatorTest {
    private static final int SEEDS = 250;

    /** A thousand seeds: nothing is violated, and all that is interesting has happened. */
    @Test
    void everyProtocolKeepsItsGuarantee() {
        Sometimes all = new Sometimes();
        List<Mixture> mixtures = new ArrayList<>(List.of(
                Mixture.ofAll(),
                Mixture.of(Recovery.causal(2)),
                Mixture.of(Recovery.pessimistic(2)),
                Mixture.of(Recovery.backtracking(3))));
        Recovery.named().stream().map(Mixture::of).forEach(mixtures::add);
        mixtures.parallelStream().map(SimulatorTest::run).toList().forEach(report -> {
            assertThat(report.violations()).isEmpty();
            assertThat(report.seeds()).isEqualTo(SEEDS);
            assertThat(report.finished()).isGreaterThan(SEEDS / 2);
            report.sometimes().forEach(all::hit);
        });

        assertThat(all.counts())
                .containsKeys(
                        "a recovery",
                        "an epoch complete",
                        "an epoch given up",
                        "a zombie's frame refused",
                        "a zombie refused by a sink",
                        "a zombie stopped",
                        "a snapshot refused by the floor",
                        "a connection refused to a void attempt",
                        "a duplicate dropped on arrival",
                        "a commit repeated",
                        "an output rolled back",
                        "a torn tail cut",
                        "a finished task rolled back",
                        "a worker suspected that lives",
                        "a task not replaced",
                        "a task failed by itself",
                        "old snapshots swept",
                        "two witnesses compared",
                        "a coordinator restarted",
                        "a coordinator gone with a decision that was not durable",
                        "a coordinator gone between a durable decision and its deed",
                        "a log that failed",
                        "determinants taken over",
                        "determinants taken over in parts",
                        "determinants not stored",
                        "a log of determinants that failed",
                        "an epoch complete with records on their way",
                        "an epoch complete with records behind a gate",
                        "a rollback stopped at a gate",
                        "an orphan",
                        "a frame beyond the line refused",
                        "a worker begins another log",
                        "a void log refused",
                        "some repeated alone",
                        "a window ended within an epoch",
                        "nobody waits for an idle input",
                        "back to the end of a window within an epoch",
                        "a copy not taken, from before a recovery",
                        "several workers lost, and nobody else went back",
                        "more workers lost than are made up for, and all went back",
                        "some repeated, and others began anew",
                        "recorded what is shown at once",
                        "a record shown at once again",
                        "a call made again",
                        "a call that fails",
                        "a call that is never answered",
                        "an epoch complete with calls in flight",
                        "the same number again");
    }

    private static Report run(Mixture protocols) {
        // Among these, others take something of an orphan before it is replaced; that is rare.
        long first = protocols.equals(Mixture.of(Recovery.optimistic())) ? 501 : 1;
        return Simulator.run(Settings.of(protocols).seeds(first, SEEDS));
    }

    /** A label that never shows in anything that happens would mean nothing. */
    @Test
    void theWeakerGuaranteesAreWeaker() {
        Report twice = Simulator.run(Settings.of(Recovery.atLeastOnce()).seeds(1, 30));
        Report lost = Simulator.run(Settings.of(Recovery.none()).seeds(1, 30));

        assertThat(twice.sometimes()).containsKey("at least once: a record twice");
        assertThat(lost.sometimes()).containsKey("at most once: a record lost");
    }

    static List<Recovery> protocols() {
        return Recovery.named();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aSeedDoesTheSameAgain(Recovery protocol) {
        for (long seed = 1; seed <= 10; seed++) {
            Result first = Simulator.runSeed(Settings.of(protocol), seed);
            Result second = Simulator.runSeed(Settings.of(protocol), seed);

            assertThat(second.traceHash()).isEqualTo(first.traceHash());
            assertThat(second.events()).isEqualTo(first.events());
            assertThat(second.sometimes().counts()).isEqualTo(first.sometimes().counts());
        }
    }

    @Test
    void aViolationIsBoiledDownToALineThatDoesItAgain() {
        Settings settings = Settings.of(Recovery.checkpoint()).mutant(Mutant.COMMITTED_AT_CUT);
        Report report = Simulator.run(settings.seeds(1, 5));

        assertThat(report.violations()).isNotEmpty();
        assertThat(report.violations().get(0).line())
                .isEqualTo("levada simulate --protocol checkpoint --seed 1 --only-faults none --records 1"
                        + " --mutant committed-at-cut");
        EnumSet<Fault> none = EnumSet.noneOf(Fault.class);
        assertThat(Simulator.runSeed(settings.onlyFaults(none).records(1), 1).violation())
                .isNotNull();
    }
}
