package dev.levada.replication.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.CorruptBytesException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionMachineTest {
    private final SessionMachine machine = new SessionMachine(TokenMachine::new, new SessionPolicy(2, 3, 1_000, 0));

    private Answer apply(long clock, Operation operation) {
        return Entry.answers(machine.apply(new Entry(clock, List.of(operation)).toBytes()))
                .get(0);
    }

    private long open(long clock) {
        return TokenMachine.number(apply(clock, Operation.open()).content());
    }

    private Answer.Kind send(long clock, long session, long sequence, long acknowledged) {
        return apply(clock, Operation.command(session, sequence, acknowledged, TokenMachine.bytes(1)))
                .kind();
    }

    @Test
    void aSessionThatWasSilentTooLongIsForgotten() {
        long session = open(0);
        assertThat(send(1_000, session, 1, 0)).isEqualTo(Answer.Kind.DONE);
        assertThat(send(2_001, session, 2, 0)).isEqualTo(Answer.Kind.NO_SESSION);
    }

    @Test
    void theClockOfTheGroupDoesNotGoBack() {
        long session = open(5_000);
        assertThat(send(1, session, 1, 0)).isEqualTo(Answer.Kind.DONE);
        assertThat(machine.clockMillis()).isEqualTo(5_000);
    }

    @Test
    void theSessionThatWasSilentLongestMakesRoom() {
        long first = open(0);
        long second = open(0);
        assertThat(send(0, first, 1, 0)).isEqualTo(Answer.Kind.DONE);
        long third = open(0);
        assertThat(send(0, second, 1, 0)).isEqualTo(Answer.Kind.NO_SESSION);
        assertThat(send(0, first, 2, 0)).isEqualTo(Answer.Kind.DONE);
        assertThat(send(0, third, 1, 0)).isEqualTo(Answer.Kind.DONE);
        assertThat(machine.sessionCount()).isEqualTo(2);
    }

    @Test
    void whatIsAcknowledgedIsForgottenAndNotAppliedAgain() {
        long session = open(0);
        send(0, session, 1, 0);
        assertThat(send(0, session, 2, 1)).isEqualTo(Answer.Kind.DONE);
        assertThat(send(0, session, 1, 0)).isEqualTo(Answer.Kind.STALE);
    }

    @Test
    void noMoreThanTheWindowIsKept() {
        long session = open(0);
        assertThat(send(0, session, 4, 0)).isEqualTo(Answer.Kind.OUT_OF_WINDOW);
        assertThat(send(0, session, 4, 1)).isEqualTo(Answer.Kind.DONE);
    }

    @Test
    void whatTheMachineThrowsIsAnAnswerAndIsKeptToo() {
        long session = open(0);
        Operation seven = Operation.command(session, 1, 0, TokenMachine.bytes(7));
        Answer first = apply(0, seven);
        assertThat(first.kind()).isEqualTo(Answer.Kind.THREW);
        assertThat(first.text()).contains("7 divides 7");
        assertThat(apply(0, seven).text()).isEqualTo(first.text());
        assertThat(TokenMachine.number(machine.query(new byte[0]).content())).isEqualTo(1);
    }

    @Test
    void everyDamagedSnapshotIsRefusedAndNothingIsChanged() throws IOException {
        long session = open(0);
        send(0, session, 1, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        machine.snapshot(out);
        byte[] good = out.toByteArray();
        send(0, session, 2, 0);

        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            assertThatThrownBy(() -> machine.restore(new ByteArrayInputStream(bad)))
                    .as("bit at %d", at)
                    .isInstanceOf(IOException.class);
            byte[] cut = Arrays.copyOf(good, at);
            assertThatThrownBy(() -> machine.restore(new ByteArrayInputStream(cut)))
                    .as("cut at %d", at)
                    .isInstanceOf(IOException.class);
        }

        assertThat(TokenMachine.number(machine.query(new byte[0]).content())).isEqualTo(2);
        machine.restore(new ByteArrayInputStream(good));
        assertThat(TokenMachine.number(machine.query(new byte[0]).content())).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoEntryAreRefusedBeforeAnythingIsApplied() {
        byte[] good = new Entry(0, List.of(Operation.open(), Operation.open())).toBytes();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> machine.apply(cut)).isInstanceOf(CorruptBytesException.class);
        }
        assertThat(machine.sessionCount()).isZero();
    }
}
