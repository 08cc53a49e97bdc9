package dev.levada.core.determinant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeterminantSliceTest {
    private static final TaskId TASK = new TaskId("task", 0);

    /** An attempt's first slice has all that it took over: that may be of several epochs. */
    @Test
    void takesOverWhatTheLastAttemptLoggedSinceTheCutItGoesBackTo() throws VoidAttemptException {
        byte[] before = order(3);
        byte[] since = order(8);
        DeterminantSlice first = new DeterminantSlice(TASK, 2, 4, 0, joined(before, cut(5), order(7), cut(6), since));
        DeterminantSlice second = new DeterminantSlice(TASK, 2, 6, first.upTo(), order(9));
        DeterminantSlice dead = new DeterminantSlice(TASK, 1, 6, 0, order(100));
        List<DeterminantSlice> found = List.of(dead, first, second);

        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 6)).isEqualTo(joined(since, order(9)));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 4)).isEqualTo(joined(first.bytes(), order(9)));
        assertThat(DeterminantSlice.takenOver(List.of(dead, first), TASK, 3, 7)).isEmpty();
    }

    @Test
    void goingBackToAWindowTakesOverWhatWasLoggedFromItsEndOn() throws VoidAttemptException {
        DeterminantSlice first = new DeterminantSlice(
                TASK, 2, 4, 0, joined(cut(6), order(3), window(1), order(4), window(2), order(5), cut(7)));
        DeterminantSlice dead = new DeterminantSlice(TASK, 1, 6, 0, joined(window(2), order(100)));
        List<DeterminantSlice> found = List.of(dead, first);

        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 6, 2, 2)).isEqualTo(joined(window(2), order(5), cut(7)));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 6, 2, 1))
                .as("taken by an earlier attempt, from which the last one in the log went on")
                .isEqualTo(joined(window(2), order(5), cut(7)));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 6))
                .isEqualTo(Arrays.copyOfRange(first.bytes(), cut(6).length, first.bytes().length));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 6, 3, 2))
                .as("its end was not logged when the attempt was lost")
                .isEmpty();
    }

    /** The last one in the log had not logged all that it took over, and yet has stored where a window ended. */
    @Test
    void whatEarlierAttemptsLoggedSinceAWindowDoesNotCount() throws VoidAttemptException {
        DeterminantSlice late = new DeterminantSlice(TASK, 2, 6, 0, joined(window(2), order(5)));

        assertThat(DeterminantSlice.takenOver(List.of(late), TASK, 4, 6, 2, 3)).isEmpty();
    }

    /** What is counted in an epoch is counted from its end on. */
    @Test
    void aReplayFromAWindowIsAsOneThatComesToIt() throws VoidAttemptException {
        DeterminantLog live = new DeterminantLog(TASK, new long[1], 6, new byte[0]);
        live.order(0, 5);
        assertThat(live.time(100)).isEqualTo(100);
        live.window(1);
        live.order(0, 8);
        assertThat(live.time(107)).isEqualTo(107);
        byte[] log = live.take();

        DeterminantLog through = new DeterminantLog(TASK, new long[1], 6, log);
        assertThat(takenOrder(through)).isEqualTo(5);
        assertThat(through.time(0)).isEqualTo(100);
        through.window(1);
        assertThat(takenOrder(through)).isEqualTo(8);
        assertThat(through.time(0)).isEqualTo(107);

        byte[] since = DeterminantSlice.takenOver(List.of(new DeterminantSlice(TASK, 1, 6, 0, log)), TASK, 2, 6, 1, 1);
        DeterminantLog from = new DeterminantLog(TASK, new long[] {5}, 6, since);
        assertThat(from.toReplay()).isEqualTo(3);
        from.window(1);
        assertThat(takenOrder(from)).isEqualTo(8);
        assertThat(from.time(0)).isEqualTo(107);
        assertThat(from.repeats()).isFalse();
    }

    private static long takenOrder(DeterminantLog log) {
        assertThat(log.next()).isEqualTo(DeterminantKind.ORDER);
        return log.takeOrder();
    }

    private static byte[] window(long number) {
        DeterminantWriter out = new DeterminantWriter();
        out.write(DeterminantKind.CUT, DeterminantLog.WINDOW, number);
        return out.take();
    }

    /** Several workers may know of the same, and each of another part of it. */
    @Test
    void takesOverWhatIsKnownOnceUpToTheFirstGap() throws VoidAttemptException {
        DeterminantSlice first = new DeterminantSlice(TASK, 1, 6, 0, order(3));
        DeterminantSlice second = new DeterminantSlice(TASK, 1, 6, first.upTo(), order(4));
        DeterminantSlice third = new DeterminantSlice(TASK, 1, 6, second.upTo(), order(5));
        DeterminantSlice beyond = new DeterminantSlice(TASK, 1, 6, third.upTo() + 1, order(6));

        assertThat(DeterminantSlice.takenOver(List.of(second, beyond, first, third, second), TASK, 2, 6))
                .isEqualTo(joined(order(3), order(4), order(5)));
    }

    @Test
    void whatIsTakenOverInPartsCountsWithTheSliceThatTheyStandBefore() throws VoidAttemptException {
        byte[] log = longLog();
        DeterminantLog next = new DeterminantLog(TASK, new long[1], 4, log);
        List<DeterminantSlice> parts = next.takeBefore(2);
        DeterminantSlice first = new DeterminantSlice(TASK, 2, next.epoch(), next.position(), next.take());
        DeterminantSlice own = new DeterminantSlice(TASK, 2, 6, next.position(), order(9));
        List<DeterminantSlice> found = new ArrayList<>(parts);
        found.add(new DeterminantSlice(TASK, 1, 4, 0, order(1)));

        assertThat(parts)
                .hasSizeGreaterThan(2)
                .allSatisfy(part -> assertThat(part.bytes()).hasSizeBetween(2_048, 2_200));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 4))
                .as("nobody can know of an attempt that has not logged all that it took over")
                .isEqualTo(order(1));
        found.add(first);
        found.add(own);
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 4)).isEqualTo(joined(log, order(9)));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 5))
                .as("since a cut within a part")
                .isEqualTo(joined(since(log, 5), order(9)));
    }

    /** With a cut in the midst of it. */
    private static byte[] longLog() {
        DeterminantWriter writer = new DeterminantWriter();
        for (int i = 1; i <= 100; i++) {
            writer.writeContent(0, 1, new byte[100], 100);
            if (i == 33) {
                writer.write(DeterminantKind.CUT, 1, 5);
            }
        }
        return writer.take();
    }

    private static byte[] since(byte[] log, long epoch) {
        DeterminantReader reader = new DeterminantReader(log);
        while (reader.hasNext()) {
            reader.take();
            if (reader.kind() == DeterminantKind.CUT && reader.value() == epoch) {
                return reader.rest();
            }
        }
        throw new IllegalArgumentException("there is no cut for epoch " + epoch);
    }

    @Test
    void anAttemptThatIsInTheLogMustNotBeginAgain() {
        List<DeterminantSlice> found = List.of(new DeterminantSlice(TASK, 2, 4, 0, order(3)));
        assertThatThrownBy(() -> DeterminantSlice.takenOver(found, TASK, 2, 4))
                .isInstanceOf(VoidAttemptException.class)
                .hasMessageContaining("attempt 2 at task#0 is void");
    }

    private static byte[] order(long upTo) {
        return written(DeterminantKind.ORDER, 0, upTo);
    }

    private static byte[] cut(long epoch) {
        return written(DeterminantKind.CUT, 1, epoch);
    }

    private static byte[] written(DeterminantKind kind, int subject, long value) {
        DeterminantWriter writer = new DeterminantWriter();
        writer.write(kind, subject, value);
        return writer.take();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
