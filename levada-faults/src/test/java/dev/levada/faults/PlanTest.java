package dev.levada.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlanTest {
    private static final List<Fault> ALL = Arrays.asList(Fault.values());

    @Test
    void aSeedDecidesEverything() {
        assertThat(Plan.of(7, ALL, 3)).isEqualTo(Plan.of(7, ALL, 3)).isNotEqualTo(Plan.of(7 + ALL.size(), ALL, 3));
    }

    @Test
    void asManySeedsAsKindsSeeThemAll() {
        Set<Fault> seen = EnumSet.noneOf(Fault.class);
        for (long seed = 40; seed < 40 + ALL.size(); seed++) {
            Plan.of(seed, ALL, 3).strikes().forEach(strike -> seen.add(strike.fault()));
        }
        assertThat(seen).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void faultsComeInOrderAndLastAsLongAsTheirKindAllows() {
        for (long seed = 0; seed < 1_000; seed++) {
            double last = 0;
            for (Strike strike : Plan.of(seed, ALL, 3).strikes()) {
                assertThat(strike.at()).isBetween(last, 1.0);
                assertThat(strike.millis())
                        .isBetween(strike.fault().minMillis(), strike.fault().maxMillis());
                last = strike.at();
            }
        }
    }

    @Test
    void onlyWhatGoesOnFromItsStateLosesItsCoordinator() {
        assertThat(Fault.KILL_COORDINATOR.fits(Recovery.checkpoint())).isTrue();
        assertThat(Fault.KILL_COORDINATOR.fits(Recovery.atLeastOnce())).isFalse();
        assertThat(Fault.KILL_WORKER.fits(Recovery.none())).isTrue();
    }
}
