package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutputLinesTest {
    private static final long MILLI = 1_000_000;

    private final OutputLines lines = new OutputLines();
    private final long began = System.nanoTime() - 10_000 * MILLI;

    private void hear(long atMillis, String line) {
        lines.hear(line, began + atMillis * MILLI);
    }

    @Test
    void outputThatComesAgainBreaksNoSilence() {
        hear(0, "opened 0 1 4711");
        hear(0, "reached 0 1 100");
        hear(100, "reached 0 1 200");
        lines.watch();
        hear(300, "reached 0 2 150"); // a later attempt does it again
        hear(400, "reached 0 2 201");
        hear(450, "reached 0 2 300");

        assertThat(lines.owner(0)).isEqualTo(new OutputLines.Owner(4711, 1));
        assertThat(lines.untilOutput(0, 1, began)).isEqualTo(400);
        assertThat(lines.untilAnyOutput(0, 1, began)).isEqualTo(300);
        Silences silences = new Silences();
        silences.broken(1, 100);
        silences.broken(2, 400);
        assertThat(silences.longest(450)).isEqualTo(300);
        silences.watch();
        assertThat(silences.longest(450)).isEqualTo(50);
        silences.broken(2, 500);
        assertThat(silences.longest(510)).isEqualTo(100);
    }

    @Test
    void whatIsSaidLateByAKilledAttemptIsNoOutputOfTheNextOne() {
        hear(0, "reached 1 3 10");
        lines.watch();
        hear(20, "reached 1 3 20");
        hear(90, "reached 1 4 30");
        hear(95, "reached 1 5 40");
        assertThat(lines.untilOutput(1, 3, began)).isEqualTo(90);
        assertThat(lines.untilOutput(1, 4, began)).isEqualTo(95);
    }

    @Test
    void whatIsCommittedAgainCountsOnce() {
        hear(0, "committed 0 1 0/7 10 1000");
        hear(5, "committed 1 1 1/7 20 -300");
        hear(900, "committed 1 2 0/7 10 1000");
        hear(950, "committed 0 2 0/8 5 5");
        assertThat(lines.total()).isEqualTo(new Total(35, 705));
        assertThat(lines.untilCommit(0, 1, began)).isEqualTo(950);
    }

    @Test
    void countsTheFailuresThatAnEngineHasNoticed() {
        hear(0, "reached 0 1 100");
        assertThat(lines.failures()).isZero();
        hear(5, "failed");
        hear(6, "failed");
        assertThat(lines.failures()).isEqualTo(2);
    }
}
