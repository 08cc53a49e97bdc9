package dev.levada.core.determinant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.plan.TaskId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveryLineTest {
    private static final long EPOCH = 4;

    private final LogWriter one = new LogWriter(1, 1, 1);
    private final LogWriter two = new LogWriter(2, 1, 1);
    private final LogWriter three = new LogWriter(3, 1, 1);

    @Test
    void aLostLogIsWithinItAsFarAsItIsThere() {
        RecoveryLine line = draw(Set.of(two), log(one, at(1), at(2)));

        assertThat(line.holds(one, 2)).isTrue();
        assertThat(line.holds(one, 3)).isFalse();
        assertThat(line.holds(two, 1_000)).isTrue();
    }

    @Test
    void ofALogOfWhichNothingIsThereNothingIs() {
        assertThat(draw(Set.of()).holds(three, 1)).isFalse();
    }

    @Test
    void whatFollowsFromSomethingLostIsBeyondItAndAllBehindThat() {
        RecoveryLine line = draw(Set.of(), log(one, at(1)), log(two, at(1), at(2, on(one, 2)), at(3)));

        assertThat(line.holds(two, 1)).isTrue();
        assertThat(line.holds(two, 2)).isFalse();
        assertThat(line.holds(two, 3)).isFalse();
    }

    @Test
    void soIsWhatFollowsFromThatOverAnyNumberOfLogs() {
        LogWriter four = new LogWriter(4, 1, 1);
        RecoveryLine line = draw(
                Set.of(),
                log(four, at(1), at(2, on(three, 1))),
                log(three, at(1, on(two, 2))),
                log(two, at(1), at(2, on(one, 7))));

        assertThat(line.holds(two, 1)).isTrue();
        assertThat(line.holds(three, 1)).isFalse();
        assertThat(line.holds(four, 1)).isTrue();
        assertThat(line.holds(four, 2)).isFalse();
    }

    @Test
    void whatWasChosenBeforeTheEpochNobodyMisses() {
        RecoveryLine line = draw(Set.of(), log(two, at(1, new Dependency(one, 9, EPOCH - 1))));

        assertThat(line.holds(two, 1)).isTrue();
        assertThat(line.holds(new Dependency(one, 9, EPOCH))).isFalse();
    }

    @Test
    void logsInPiecesAndTwiceAreOneLog() {
        RecoveryLine line = draw(Set.of(), log(two, at(3, on(one, 1))), log(two, at(1), at(2)), log(two, at(1), at(2)));

        assertThat(line.holds(two, 2)).isTrue();
        assertThat(line.holds(two, 3)).isFalse();
    }

    @Test
    void whatTurnsUpLaterStaysBeyondTheLineBefore() {
        RecoveryLine before = draw(Set.of(two), log(one, at(1)));
        RecoveryLine after = RecoveryLine.draw(
                8,
                EPOCH,
                before,
                new LinkedHashSet<>(),
                List.of(log(one, at(1), at(2)), log(two, at(1, on(one, 1)), at(2, on(one, 2))), log(three, at(1))));

        assertThat(after.holds(one, 1)).isTrue();
        assertThat(after.holds(one, 2)).isFalse();
        assertThat(after.holds(two, 1)).isTrue();
        assertThat(after.holds(two, 2)).isFalse();
        assertThat(after.holds(three, 1)).isFalse();
    }

    @Test
    void aLogThatIsBegunInTheRecoveryIsNotOver() {
        RecoveryLine line = draw(Set.of());

        assertThat(line.isOver(one)).isTrue();
        assertThat(line.isOver(new LogWriter(1, 1, line.round()))).isFalse();
        assertThat(line.holds(new LogWriter(1, 1, line.round()), 5)).isTrue();
    }

    @Test
    void withoutOneEverythingHolds() {
        assertThat(RecoveryLine.none().holds(one, 5)).isTrue();
    }

    private static RecoveryLine draw(Set<LogWriter> alive, TracedLog... found) {
        return RecoveryLine.draw(7, EPOCH, RecoveryLine.none(), new LinkedHashSet<>(alive), List.of(found));
    }

    private static TracedLog log(LogWriter writer, TracedSlice... slices) {
        return new TracedLog(writer, List.of(slices));
    }

    private static TracedSlice at(long number, Dependency... dependencies) {
        DeterminantSlice slice = new DeterminantSlice(new TaskId("any", 0), 1, EPOCH, number, new byte[] {1});
        return new TracedSlice(slice, number, List.of(dependencies));
    }

    private static Dependency on(LogWriter writer, long upTo) {
        return new Dependency(writer, upTo, EPOCH);
    }
}
