package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.testkit.Simulator.Settings;
import dev.levada.testkit.mutant.Mutant;
import dev.levada.testkit.world.Mixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A simulator that finds no planted bug would not find others, either. Runs share nothing, so that each core has one.
 */
@Execution(ExecutionMode.CONCURRENT)
final class MutantTest {
    private static final int MAX_SEEDS = 2_000;

    /** Where those were found last that are seldom found: looked at first, and then all, if the world has changed. */
    private static final Map<Mutant, Long> FOUND_LAST =
            Map.of(Mutant.TAKEN_BEYOND_LINE, 641L, Mutant.PROMISED_TOO_MUCH, 718L, Mutant.IDLENESS_FORGOTTEN, 836L);

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void isFound(Mutant mutant) {
        assertFound(mutant, mutant.protocols());
    }

    /** What is shared with two is not attached, held and counted as what is shared with one. */
    @ParameterizedTest
    @EnumSource(names = {"NOT_ATTACHED", "HELD_WHEN_SENT", "NOT_HANDED_IN", "LOSSES_NOT_COUNTED"})
    void isFoundWhereMoreWorkersMayBeLost(Mutant mutant) {
        assertFound(mutant, Mixture.of(Recovery.causal(2)));
    }

    /** What is logged is kept, forced and counted as where only the order is. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "GATE_OPEN",
                "LOG_NOT_FORCED",
                "TAKEN_OVER_NOT_LOGGED",
                "CUT_NOT_REPEATED",
                "DETERMINANTS_DROPPED_EARLY",
                "TIME_READ_ANEW"
            })
    void isFoundWhereContentsAreLogged(Mutant mutant) {
        assertFound(mutant, Mixture.of(Recovery.pessimistic(Recovery.Log.CONTENT)));
    }

    /** What is logged is kept, handed in and waited for as where it is stored, or shared. */
    @ParameterizedTest
    @EnumSource(
            names = {"GATE_OPEN", "CUT_NOT_REPEATED", "DETERMINANTS_DROPPED_EARLY", "TIME_READ_ANEW", "NOT_HANDED_IN"})
    void isFoundWhereTheLogIsInOtherWorkers(Mutant mutant) {
        assertFound(mutant, Mixture.of(Recovery.pessimistic(1)));
    }

    /** It shows when a task is lost again in the same epoch, which is one too many where one may be lost. */
    @Test
    void whatIsTakenOverIsLoggedWhereTwoWorkersMayBeLost() {
        assertFound(Mutant.TAKEN_OVER_NOT_LOGGED, Mixture.of(Recovery.pessimistic(2)));
    }

    /** What is logged is kept, and what was chosen is repeated, as where all see the log. */
    @ParameterizedTest
    @EnumSource(names = {"GATE_OPEN", "TAKEN_OVER_NOT_LOGGED", "CUT_NOT_REPEATED", "TIME_READ_ANEW"})
    void isFoundWhereTheLogIsOnTheHost(Mutant mutant) {
        assertFound(mutant, Mixture.of(Recovery.pessimisticOnHost()));
    }

    private static void assertFound(Mutant mutant, Mixture protocols) {
        Settings settings = Settings.of(protocols).mutant(mutant);
        Long last = FOUND_LAST.get(mutant);
        if (last != null && Simulator.runSeed(settings, last).violation() != null) {
            return;
        }
        for (long seed = 1; seed <= MAX_SEEDS; seed++) {
            if (Simulator.runSeed(settings, seed).violation() != null) {
                return;
            }
        }
        assertThat(MAX_SEEDS).as("seeds that do not find %s", mutant).isZero();
    }
}
