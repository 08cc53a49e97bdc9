package dev.levada.recovery.replicate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.DeterminantWriter;
import dev.levada.core.plan.TaskId;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FollowedLogTest {
    private static final TaskId TASK = new TaskId("count", 0);
    private static final byte[] NOTHING = {};

    private final DeterminantSlice first = slice(1, 4, 0, order(1, 5));
    private final DeterminantSlice second = slice(1, 4, first.upTo(), order(0, 3));
    private final DeterminantSlice cut = slice(1, 4, second.upTo(), cut(5));
    private final DeterminantSlice third = slice(1, 5, cut.upTo(), order(1, 2));

    private static DeterminantSlice slice(long attempt, long epoch, long from, byte[] bytes) {
        return new DeterminantSlice(TASK, attempt, epoch, from, bytes);
    }

    private static byte[] order(int input, long upTo) {
        DeterminantWriter writer = new DeterminantWriter();
        writer.write(DeterminantKind.ORDER, input, upTo);
        return writer.take();
    }

    private static byte[] cut(long epoch) {
        DeterminantWriter writer = new DeterminantWriter();
        writer.write(DeterminantKind.CUT, 1, epoch);
        return writer.take();
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static FollowedLog since(long epoch, DeterminantSlice... known) {
        return FollowedLog.since(epoch, TASK, List.of(known)).orElseThrow();
    }

    @Test
    void beginsWithWhatIsKnownSinceAnEpochInWhateverOrderItCame() {
        assertThat(since(4, second, first, first).all()).isEqualTo(all(first.bytes(), second.bytes()));
        assertThat(since(5, third, cut, second).all()).isEqualTo(third.bytes());
    }

    @Test
    void doesNotBeginWhereSomethingIsMissing() {
        assertThat(FollowedLog.since(4, TASK, List.of())).isEmpty();
        assertThat(FollowedLog.since(4, TASK, List.of(third)))
                .as("the epoch before is missing")
                .isEmpty();
        assertThat(FollowedLog.since(5, TASK, List.of(first, second)))
                .as("not as far")
                .isEmpty();
        assertThat(FollowedLog.since(4, TASK, List.of(slice(2, 4, -9, order(0, 1)))))
                .as("of an attempt that has not begun")
                .isEmpty();
    }

    @Test
    void givesWhatComesOnceAndInOrder() {
        FollowedLog log = since(4, first);

        assertThat(log.add(second)).isEqualTo(second.bytes());
        assertThat(log.add(second)).isEqualTo(NOTHING);
        assertThat(log.add(third)).as("something is missing before it").isNull();
    }

    @Test
    void goesOnWithALaterAttemptThatHasTakenOverAllThatWasGiven() {
        FollowedLog log = since(4, first);
        byte[] taken = all(first.bytes(), second.bytes());
        DeterminantSlice part = slice(2, 4, -first.bytes().length, first.bytes());

        assertThat(log.add(part)).as("it has not begun").isEqualTo(NOTHING);
        assertThat(log.add(slice(2, 4, 0, second.bytes()))).isEqualTo(second.bytes());
        assertThat(log.add(second)).as("of the attempt before").isEqualTo(NOTHING);
        assertThat(log.add(slice(2, 4, 1 + second.bytes().length, order(1, 9)))).isEqualTo(order(1, 9));
        assertThat(log.behind(all(taken, order(1, 9), order(0, 7)), 4)).isEqualTo(order(0, 7));
    }

    @Test
    void doesNotGoOnWithALaterAttemptThatLacksSomethingThatWasGiven() {
        FollowedLog log = since(4, first);
        assertThat(log.add(second)).isNotNull();

        assertThat(log.add(slice(2, 4, 0, all(first.bytes(), order(0, 2))))).isNull();
    }

    @Test
    void doesNotGoOnWhereTheBeginningOfALaterAttemptIsMissing() {
        FollowedLog log = since(4, first, second, cut, third);

        assertThat(log.add(slice(2, 5, 7, third.bytes()))).isNull();
    }

    @Test
    void canLeadOnlyIfAllThatWasGivenCounts() {
        FollowedLog log = since(4, first, second);
        byte[] more = order(1, 8);

        assertThat(log.behind(all(first.bytes(), second.bytes(), more), 4)).isEqualTo(more);
        assertThat(log.behind(all(first.bytes(), second.bytes()), 4)).isEqualTo(NOTHING);
        assertThat(log.behind(first.bytes(), 4))
                .as("less counts than was given")
                .isNull();
        assertThat(log.behind(all(first.bytes(), more, second.bytes()), 4)).isNull();
        assertThat(log.behind(more, 5)).as("it is not as far as that epoch").isNull();
    }

    @Test
    void forgetsWhatWasBeforeACompleteEpoch() {
        FollowedLog log = since(4, first, second, cut, third);
        byte[] more = order(0, 6);

        assertThat(log.complete(5)).isTrue();
        assertThat(log.all()).isEqualTo(third.bytes());
        assertThat(requireNonNull(log.behind(all(third.bytes(), more), 5))).isEqualTo(more);
        assertThat(log.complete(6)).as("nothing is known of what came later").isFalse();
    }
}
