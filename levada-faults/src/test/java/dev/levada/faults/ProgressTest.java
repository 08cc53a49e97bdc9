package dev.levada.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void aPauseIsTheLongestTimeWithoutNewsUntilTheNextFault() {
        Progress progress = new Progress();
        assertThat(progress.reached(SECOND, 10)).isTrue();
        assertThat(progress.reached(2 * SECOND, 10)).isFalse();
        progress.struck(new Strike(Fault.KILL_WORKER, 0.1, 0, 0), 3 * SECOND, "one");
        progress.reached(4 * SECOND, 20);
        progress.reached(7 * SECOND, 30);
        progress.struck(new Strike(Fault.KILL_WORKER, 0.3, 0, 0), 8 * SECOND, "another");
        progress.reached(10 * SECOND, 40);

        List<RoundResult.Struck> strikes = progress.strikes(20);
        assertThat(strikes.get(0).pauseMillis()).isCloseTo(3_000, within(0.1));
        assertThat(strikes.get(1).pauseMillis()).isCloseTo(2_000, within(0.1));
    }

    @Test
    void linesAreCountedAsTheyAreAddedAndWhenTheyAreTakenBack() throws IOException {
        Committed committed = new Committed(directory);
        assertThat(committed.poll()).isZero();
        Path file = directory.resolve("part-00000");
        Files.writeString(file, "1\n2\n");
        Files.writeString(directory.resolve(".hidden"), "3\n");
        assertThat(committed.poll()).isEqualTo(2);
        Files.writeString(file, "3\n4", StandardOpenOption.APPEND);
        assertThat(committed.poll()).isEqualTo(3);
        Files.writeString(file, "1\n");
        assertThat(committed.poll()).isEqualTo(1);
    }

    @Test
    void theAgendaIsDoneInItsOrderAndNotBeforeItIsDue() throws IOException, InterruptedException {
        StringBuilder done = new StringBuilder();
        Agenda agenda = new Agenda();
        agenda.at(20, () -> done.append("b"));
        agenda.at(10, () -> done.append("a"));
        agenda.at(30, () -> done.append("c"));
        agenda.run(20);
        assertThat(done).hasToString("ab");
        agenda.run(30);
        assertThat(done).hasToString("abc");
    }
}
