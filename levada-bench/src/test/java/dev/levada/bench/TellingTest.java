package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TellingTest {
    private final OutputLines lines = new OutputLines();

    private void told(String line) {
        lines.hear(line, System.nanoTime());
    }

    @Test
    void whatIsPreparedIsCommittedOnceWhoeverDoesIt() {
        Telling first = new Telling(0, 1, this::told);
        first.opened();
        Output one = new Output("one", 1, 5);
        Output two = new Output("two", 1, 6);
        first.write(one);
        first.write(two);
        String prepared = first.prepare("7");
        first.committed(prepared);
        Telling.committed(1, 2, prepared, this::told); // by another task, after a restart
        first.write(one);
        first.committed(first.prepare("8"));

        Total expected = Total.NONE.plus(one).plus(two).plus(one);
        assertThat(lines.total()).isEqualTo(expected);
        assertThat(lines.owner(0))
                .isEqualTo(new OutputLines.Owner(ProcessHandle.current().pid(), 1));
        assertThat(lines.furthest(0)).isEqualTo(5); // the first is told at once, the next one soon
    }

    @Test
    void tasksThatNameTheirTransactionsAlikeDoNotTakeThemForOneAnothers() {
        for (int task = 0; task < 2; task++) {
            Telling telling = new Telling(task, 1, this::told);
            telling.write(new Output("word", 1, task));
            telling.committed(telling.prepare("1"));
        }
        assertThat(lines.total().outputs()).isEqualTo(2);
    }
}
