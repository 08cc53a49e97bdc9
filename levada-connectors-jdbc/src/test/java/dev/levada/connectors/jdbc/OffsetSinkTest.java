package dev.levada.connectors.jdbc;

import static dev.levada.connectors.jdbc.Numbered.epoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.connector.SinkWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class OffsetSinkTest {

    @Test
    void rowsAreSeenWhenTheirEpochIsCommittedAndOnce() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        Sink<Integer> sink = numbers.output().batch(2).build();
        assertThat(sink.contract()).isEqualTo(Contract.OFFSET_IN_SINK);
        assertThat(sink.blocking()).isTrue();
        assertThat(sink.lasting()).isTrue();
        SinkWriter<Integer> writer = sink.open(numbers.task(1));
        byte[] first = epoch(writer, 3, 1, 2, 3);
        byte[] second = epoch(writer, 7, 4);
        assertThat(epoch(writer, 8)).isEmpty();
        writer.write(5);
        assertThat(numbers.rows()).isEmpty();
        writer.commit(first);
        assertThat(numbers.rows()).containsExactly(1, 2, 3);
        writer.commit(first);
        writer.commit(second);
        writer.commit(first);
        writer.commit(second);
        assertThat(numbers.rows()).containsExactly(1, 2, 3, 4);
        writer.close();
        numbers.open(2, first, second).close();
        assertThat(numbers.rows()).containsExactly(1, 2, 3, 4);
        assertThat(offset(numbers)).isEqualTo("7 2");
    }

    @Test
    void anOlderAttemptCannotCommitOrOpen() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> zombie = numbers.open(1);
        byte[] prepared = epoch(zombie, 1, 1);
        SinkWriter<Integer> newer = numbers.open(3);
        assertThatThrownBy(() -> zombie.commit(prepared))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("attempt 1 cannot store epoch 1, because attempt 3 has taken over");
        assertThatThrownBy(() -> numbers.open(2, prepared))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("attempt 2 cannot open, because attempt 3 has taken over");
        assertThat(numbers.rows()).isEmpty();
        newer.commit(epoch(newer, 2, 2));
        assertThat(numbers.rows()).containsExactly(2);
        assertThat(offset(numbers)).isEqualTo("2 3");
        zombie.close();
        newer.close();
    }

    @Test
    void theTableItselfRefusesAnOlderAttempt() throws Exception {
        Numbered.offsetInSink().open(1).close();
        Offsets offsets = new Offsets("levada_offsets");
        String key = Postgres.name();
        try (Connection connection = Postgres.connect()) {
            assertThat(offsets.claim(connection, key, 5)).isFalse();
            assertThat(offsets.claimOrAdd(connection, key, 5)).isTrue();
            assertThat(offsets.claimOrAdd(connection, key, 4)).isFalse();
            assertThat(offsets.claim(connection, key, 4)).isFalse();
            assertThat(offsets.claim(connection, key, 5)).isTrue();
            assertThat(offsets.claimOrAdd(connection, key, 6)).isTrue();
            assertThat(offsets.claim(connection, key, 7)).isTrue();
            assertThat(offsets.read(connection, key)).isEqualTo(new Offsets.Offset(0, 7));
        }
    }

    @Test
    void aSessionThatIsStuckInACommitIsEnded() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        numbers.open(1).close();
        try (Connection stuck = Postgres.connect()) {
            stuck.setAutoCommit(false);
            String key = TaskKey.of(numbers.task(1));
            Sessions.mark(stuck, key);
            assertThat(new Offsets("levada_offsets").advance(stuck, key, 1, 1)).isTrue();
            numbers.open(2).close();
            assertThatThrownBy(stuck::commit).isInstanceOf(SQLException.class);
        }
        assertThat(offset(numbers)).isEqualTo("0 2");
    }

    @Test
    void aRowThatTheTableRefusesTakesTheEpochAlongUntilTheTableTakesIt() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        Postgres.execute("INSERT INTO %s VALUES (2)".formatted(numbers.table()));
        SinkWriter<Integer> writer = numbers.output().batch(1).build().open(numbers.task(1));
        byte[] prepared = epoch(writer, 1, 1, 2);
        assertThatThrownBy(() -> writer.commit(prepared))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot store epoch 1: ")
                .hasMessageContaining("[SQLSTATE 23505], in INSERT INTO " + numbers.table());
        assertThat(numbers.rows()).containsExactly(2);
        Postgres.execute("DELETE FROM " + numbers.table());
        writer.commit(prepared);
        assertThat(numbers.rows()).containsExactly(1, 2);
        writer.close();
    }

    @Test
    void anEpochWithTooManyBytesIsRefusedByTheRow() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> writer =
                numbers.output().maxEpochBytes(1024).build().open(numbers.task(1));
        // Each takes five bytes.
        for (int i = 0; i < 204; i++) {
            writer.write(100_000 + i);
        }
        assertThatThrownBy(() -> writer.write(1_000_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the epoch has 204 rows, and one more makes more than 1,024 bytes")
                .hasMessageContaining("shorter epochs, two-phase commit");
        writer.commit(writer.prepare(1));
        assertThat(numbers.rows()).hasSize(204).doesNotContain(1_000_000);
        writer.write(1_000_000);
        writer.commit(writer.prepare(2));
        assertThat(numbers.rows()).hasSize(205);
        writer.close();
    }

    @Test
    void booksThatAreGoneAreNotGuessed() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> writer = numbers.open(1);
        byte[] prepared = epoch(writer, 1, 1);
        writer.commit(prepared);
        Postgres.execute("DELETE FROM levada_offsets WHERE task = '%s'".formatted(TaskKey.of(numbers.task(1))));
        assertThatThrownBy(() -> writer.commit(prepared))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("in levada_offsets is gone");
        assertThatThrownBy(() -> numbers.open(2, prepared))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("in levada_offsets is gone");
        assertThat(numbers.rows()).containsExactly(1);
        writer.close();
    }

    @Test
    void aStateThatIsOlderThanTheOutputIsRefused() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> writer = numbers.open(1);
        writer.commit(epoch(writer, 4, 1));
        writer.close();
        SinkWriter<Integer> rewound = numbers.open(2);
        assertThatThrownBy(() -> epoch(rewound, 3, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("epoch 3 is to be prepared, but levada_offsets has epoch 4 already");
        rewound.close();
    }

    @Test
    void whatIsNotItsOwnIsRefused() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> other = numbers.open(numbers.task("out", 1, 1));
        byte[] prepared = epoch(other, 1, 1);
        other.close();
        SinkWriter<Integer> writer = numbers.open(1);
        assertThatThrownBy(() -> writer.commit(prepared))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/out/1, but this is ")
                .hasMessageContaining("the same parallelism");
        assertThatThrownBy(() -> writer.commit(new byte[] {1, 20, 3}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be read");
        writer.close();
    }

    @Test
    void booksHaveTheNameThatTheyAreGiven() throws Exception {
        String schema = Postgres.name();
        Postgres.execute("CREATE SCHEMA " + schema);
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> writer =
                numbers.output().tables(schema + ".my").build().open(numbers.task(1));
        writer.commit(epoch(writer, 1, 1));
        writer.close();
        assertThat(Postgres.query("SELECT epoch FROM %s.my_offsets".formatted(schema)))
                .containsExactly("1");
        assertThatThrownBy(() -> numbers.output().tables("x; DROP TABLE y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers.output().batch(0)).hasMessage("batch is 0; it can be 1 to 100000");
    }

    @Test
    void aStatementThatHasChangedDoesNotTouchWhatWasPrepared() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Integer> writer = numbers.open(1);
        byte[] prepared = epoch(writer, 1, 1);
        writer.close();
        JdbcSinks.<Integer>insert(
                        Postgres.url(),
                        "INSERT INTO %s (n) VALUES (1000 + ?)".formatted(numbers.table()),
                        (statement, n) -> statement.setInt(1, n))
                .build()
                .open(numbers.task(2, prepared))
                .close();
        assertThat(numbers.rows()).containsExactly(1);
    }

    private static String offset(Numbered numbers) throws Exception {
        try (Connection connection = Postgres.connect()) {
            Offsets.Offset offset = new Offsets("levada_offsets").read(connection, TaskKey.of(numbers.task(1)));
            return offset == null ? "none" : offset.epoch() + " " + offset.attempt();
        }
    }
}
