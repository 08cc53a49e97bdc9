package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.testkit.explore.Explorer;
import dev.levada.testkit.explore.Explorer.Found;
import dev.levada.testkit.explore.Explorer.Limits;
import dev.levada.testkit.explore.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small bounds; {@code levada explore} has larger ones. */
final class ExplorerTest {
    private static final int STATES = 300;
    private static final int MANY_STATES = 20_000;

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void nothingIsViolated(Scenario scenario) {
        Found found = new Explorer(scenario, false, Limits.of(1, STATES)).run();

        assertThat(found.violation()).isNull();
        assertThat(found.states()).isGreaterThanOrEqualTo(STATES);
        assertThat(found.sometimes().counts().keySet()).anyMatch(what -> what.startsWith("strike: "));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void thePlantedBugIsFound(Scenario scenario) {
        Found found = new Explorer(scenario, true, Limits.of(scenario.plantedDepth(), MANY_STATES)).run();

        assertThat(found.violation()).isNotNull();
        assertThat(found.depth()).isEqualTo(scenario.plantedDepth());
    }

    @Test
    void aScheduleDoesTheSameAgain() {
        Explorer explorer = new Explorer(Scenario.PESSIMISTIC_GATE, true, Limits.of(1, MANY_STATES));
        Found found = explorer.run();

        assertThat(explorer.steps(found.last())).anyMatch(line -> line.contains("VIOLATION " + found.violation()));
        assertThat(explorer.steps(found.last())).isEqualTo(explorer.steps(found.last()));
    }
}
