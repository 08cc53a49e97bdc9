package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.testkit.Simulator.Settings;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the other simulations find on one JDK they find on all. */
final class SameOnEveryJdkTest {

    /** If this fails, what happens in the simulated world has changed: on purpose, or on this JDK. */
    @Test
    void theseVeryThingsHappen() {
        assertThat(Stream.of(
                                Recovery.Standard.AT_MOST_ONCE,
                                Recovery.Standard.AT_LEAST_ONCE,
                                Recovery.Standard.AT_LEAST_ONCE_SNAPSHOT,
                                Recovery.Standard.CHECKPOINT)
                        .map(SameOnEveryJdkTest::hashOf))
                .containsExactly(
                        1232341019819116383L, 3874621275608900802L, 6188650870343794310L, -3225284620793022342L);
    }

    private static long hashOf(Recovery protocol) {
        long hash = 0;
        for (long seed = 1; seed <= 10; seed++) {
            hash = hash * 31 + Simulator.runSeed(Settings.of(protocol), seed).traceHash();
        }
        return hash;
    }
}
