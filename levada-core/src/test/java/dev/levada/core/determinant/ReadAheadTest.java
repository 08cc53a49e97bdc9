package dev.levada.core.determinant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
    private static final int SPLIT = 3;

    private DeterminantLog log = log(new byte[0]);

    private static DeterminantLog log(byte[] takenOver) {
        return new DeterminantLog(new TaskId("source", 1), new long[0], 1, takenOver);
    }

    private void read(int records) {
        for (int i = 0; i < records; i++) {
            log.read(SPLIT);
        }
    }

    /** How many records each read of a log is of, and what else is in it. */
    private static List<String> repeated(byte[] bytes) {
        DeterminantLog again = log(bytes);
        List<String> all = new ArrayList<>();
        while (again.repeats()) {
            DeterminantKind kind = again.next();
            if (kind == null) {
                break;
            }
            switch (kind) {
                case READ -> all.add("read " + again.takeRead());
                case CUT -> {
                    again.cut(again.value(), again.subject() == 1);
                    all.add("cut");
                }
                case TIME -> all.add("time " + again.time(0));
                default -> throw new IllegalStateException(String.valueOf(kind));
            }
        }
        assertThat(again.replayed()).isEqualTo(again.toReplay());
        return all;
    }

    @Test
    void whatIsReadIsLoggedBeforeItIsRead() {
        log.readAhead(SPLIT, 100);
        byte[] before = log.take();
        long position = log.position();
        read(100);
        assertThat(log.hasMore()).isFalse();
        assertThat(log.position()).isEqualTo(position);
        assertThat(repeated(before)).containsExactly("read 100");
    }

    @Test
    void whatWasNotReadIsTakenBackByTheNextChoice() {
        log.readAhead(SPLIT, 100);
        read(40);
        log.cut(2, true);
        read(1);
        assertThat(repeated(log.take())).containsExactly("read 40", "cut", "read 1");
    }

    @Test
    void moreIsTakenBackThanTheLastReadWasOf() {
        log.readAhead(SPLIT, 10);
        read(8);
        log.readAhead(SPLIT, 5);
        assertThat(log.readAhead(SPLIT)).isEqualTo(7);
        log.cut(2, true);
        assertThat(repeated(log.take())).containsExactly("read 8", "read 0", "cut");
    }

    @Test
    void whatFollowsFromARecordStandsBehindIt() {
        log.readAhead(SPLIT, 100);
        read(40);
        log.time(7);
        read(2);
        assertThat(log.mayReadAhead()).isFalse();
        assertThat(repeated(log.take())).containsExactly("read 40", "time 7", "read 2");
    }

    @Test
    void readsOneByOneComeBeforeThoseAhead() {
        read(2);
        log.readAhead(SPLIT, 10);
        read(11);
        assertThat(repeated(log.take())).containsExactly("read 2", "read 10", "read 1");
    }

    @Test
    void anotherSplitIsReadInItsPlace() {
        log.readAhead(SPLIT, 10);
        read(4);
        log.read(SPLIT + 1);
        log.readAhead(SPLIT + 1, 3);
        assertThat(log.readAhead(SPLIT)).isZero();
        assertThat(repeated(log.take())).containsExactly("read 4", "read 1", "read 3");
    }
}
