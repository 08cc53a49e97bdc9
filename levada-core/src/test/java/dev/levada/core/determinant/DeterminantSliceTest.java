package dev.levada.core.determinant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeterminantSliceTest {
    private static final TaskId TASK = new TaskId("task", 0);

    /** An attempt's first slice has all that it took over: that may be of several epochs. */
    @Test
    void takesOverWhatTheLastAttemptLoggedSinceTheCutItGoesBackTo() throws VoidAttemptException {
        byte[] before = order(3);
        byte[] since = order(8);
        DeterminantSlice first = new DeterminantSlice(TASK, 2, 4, joined(before, cut(5), order(7), cut(6), since));
        DeterminantSlice second = new DeterminantSlice(TASK, 2, 6, order(9));
        DeterminantSlice dead = new DeterminantSlice(TASK, 1, 6, order(100));
        List<DeterminantSlice> found = List.of(dead, first, second);

        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 6)).isEqualTo(joined(since, order(9)));
        assertThat(DeterminantSlice.takenOver(found, TASK, 3, 4)).isEqualTo(joined(first.bytes(), order(9)));
        assertThat(DeterminantSlice.takenOver(List.of(dead, first), TASK, 3, 7)).isEmpty();
    }

    @Test
    void anAttemptThatIsInTheLogMustNotBeginAgain() {
        List<DeterminantSlice> found = List.of(new DeterminantSlice(TASK, 2, 4, order(3)));
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
