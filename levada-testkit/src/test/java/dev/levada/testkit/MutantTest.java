package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.testkit.Simulator.Settings;
import dev.levada.testkit.mutant.Mutant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that finds no planted bug would not find others, either. */
final class MutantTest {
    private static final int MAX_SEEDS = 2_000;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void isFound(Mutant mutant) {
        Settings settings = Settings.of(mutant.protocols()).mutant(mutant);
        for (long seed = 1; seed <= MAX_SEEDS; seed++) {
            if (Simulator.runSeed(settings, seed).violation() != null) {
                return;
            }
        }
        assertThat(MAX_SEEDS).as("seeds that do not find %s", mutant).isZero();
    }
}
