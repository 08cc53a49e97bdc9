package dev.levada.node.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EndsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Ends ends = new Ends();
    private long now = 100 * SECOND;

    private Optional<String> end(boolean useful, long epochs, long seconds) {
        now += seconds * SECOND;
        return ends.another(useful, epochs, now);
    }

    private void mayEnd(int times, boolean useful, long epochs, long seconds) {
        for (int i = 0; i < times; i++) {
            assertThat(end(useful, epochs, seconds)).as("end %d", i).isEmpty();
        }
    }

    @Test
    void givesUpOnWhatEndsAgainAndAgainWithoutAnEpochCompleted() {
        mayEnd(10, true, 7, 5);

        assertThat(end(true, 7, 5)).hasValue("11 times within 60 s, and no epoch was completed in between");
    }

    @Test
    void anEpochBeginsTheCountAnew() {
        for (int epoch = 1; epoch < 50; epoch++) {
            mayEnd(10, true, epoch, 1);
        }
    }

    @Test
    void whatEndsNowAndThenIsStartedAgainForEver() {
        mayEnd(1_000, true, 0, 7);
    }

    @Test
    void givesUpSoonerOnWhatNeverJoins() {
        mayEnd(5, false, 0, 1);

        assertThat(end(false, 0, 1)).hasValue("6 times in a row before it was of any use");
    }

    @Test
    void oneThatJoinsBeginsThatCountAnew() {
        mayEnd(5, false, 0, 10);
        mayEnd(1, true, 1, 10);
        mayEnd(5, false, 1, 10);
    }
}
