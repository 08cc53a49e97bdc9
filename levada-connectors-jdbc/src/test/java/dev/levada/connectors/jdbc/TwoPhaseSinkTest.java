package dev.levada.connectors.jdbc;

import static dev.levada.connectors.jdbc.Numbered.epoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.Sink.Contract;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class TwoPhaseSinkTest {

    @Test
    void rowsAreSeenWhenTheirEpochIsCommitted() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        Sink<Integer> sink = numbers.output().build();
        assertThat(sink.contract()).isEqualTo(Contract.TRANSACTIONAL);
        assertThat(sink.blocking()).isTrue();
        assertThat(sink.lasting()).isTrue();
        SinkWriter<Integer> writer = sink.open(numbers.task(1));
        byte[] first = epoch(writer, 3, 1, 2);
        byte[] second = epoch(writer, 7, 3);
        assertThat(epoch(writer, 8)).isEmpty();
        writer.write(4);
        assertThat(numbers.rows()).isEmpty();
        assertThat(numbers.transactions())
                .containsExactly(
                        "levada/%s/run-1/out/0/1/3".formatted(numbers.job()),
                        "levada/%s/run-1/out/0/1/7".formatted(numbers.job()));
        writer.commit(first);
        assertThat(numbers.rows()).containsExactly(1, 2);
        writer.commit(second);
        writer.commit(first);
        assertThat(numbers.rows()).containsExactly(1, 2, 3);
        writer.close();
        assertThat(numbers.rows()).containsExactly(1, 2, 3);
    }

    @Test
    void aPreparedTransactionThatIsGoneIsALoss() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> writer = numbers.open(1);
        byte[] first = epoch(writer, 1, 1);
        byte[] second = epoch(writer, 2, 2);
        byte[] third = epoch(writer, 3, 3);
        writer.commit(first);
        Postgres.execute(
                "ROLLBACK PREPARED '%s'".formatted(numbers.transactions().get(0)));
        assertThatThrownBy(() -> writer.commit(second))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("DATA LOSS")
                .hasMessageContaining("sink 'out', task 0")
                .hasMessageContaining("run-1/out/0/1/2'")
                .hasMessageContaining("afresh");
        assertThatThrownBy(() -> numbers.open(2, second, third))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("DATA LOSS");
        // That a later one is there does not hide it.
        Postgres.execute("COMMIT PREPARED '%s'".formatted(numbers.transactions().get(0)));
        assertThatThrownBy(() -> numbers.open(3, first, second, third)).hasMessageContaining("DATA LOSS");
        numbers.open(4, first, third).close();
        assertThat(numbers.rows()).containsExactly(1, 3);
        writer.close();
    }

    @Test
    void aTransactionThatSomebodyElseHasCommittedIsNoLoss() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> writer = numbers.open(1);
        byte[] first = epoch(writer, 1, 1);
        Postgres.execute("COMMIT PREPARED '%s'".formatted(numbers.transactions().get(0)));
        writer.commit(first);
        writer.commit(first);
        numbers.open(2, first).close();
        assertThat(numbers.rows()).containsExactly(1);
        writer.close();
    }

    @Test
    void oldRowsOfTheBooksAreReplacedByOneAndStillCount() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> writer = numbers.open(1);
        byte[] first = epoch(writer, 1, 1);
        byte[] before = first;
        for (int epoch = 2; epoch <= 20; epoch++) {
            byte[] next = epoch(writer, epoch, epoch);
            writer.commit(before);
            before = next;
        }
        // A restore from epoch 19 asks for 18 and 19, and 20 is not committed yet.
        assertThat(books(numbers)).containsExactly("before 18", "1/18 18", "1/19 19");
        writer.commit(first);
        writer.commit(before);
        numbers.open(2, first, before).close();
        assertThat(numbers.rows()).hasSize(20);
        writer.close();
    }

    private static java.util.List<String> books(Numbered numbers) throws Exception {
        return Postgres.query(
                "SELECT substr(gid, length('levada/' || task || '/') + 1) || ' ' || epoch FROM levada_commits WHERE task LIKE '%s/%%' ORDER BY epoch, attempt"
                        .formatted(numbers.job()));
    }

    @Test
    void whatOthersHavePreparedIsLeftAlone() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkTask[] tasks = {
            numbers.task("a_", 1, 1),
            numbers.task("a_", 11, 1),
            numbers.task("ab", 1, 1),
            numbers.task("a%", 1, 1),
            numbers.task("A_", 1, 1),
            new SinkTask(numbers.job() + "_", "run-1", "a_", 1, 16, 1, java.util.List.of()),
            new SinkTask(numbers.job(), "run-2", "a_", 1, 16, 1, java.util.List.of()),
        };
        byte[][] prepared = new byte[tasks.length][];
        for (int i = 0; i < tasks.length; i++) {
            SinkWriter<Integer> writer = numbers.open(tasks[i]);
            prepared[i] = epoch(writer, 5, i);
            writer.close();
        }
        numbers.open(numbers.task("a_", 1, 2)).close();
        for (int i = 1; i < tasks.length; i++) {
            SinkTask task = tasks[i];
            numbers.open(new SinkTask(
                            task.job(),
                            task.run(),
                            task.operator(),
                            task.subtask(),
                            16,
                            2,
                            java.util.List.of(prepared[i])))
                    .close();
        }
        assertThat(numbers.rows()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void transactionsOfAllEarlierAttemptsAreRolledBack() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        // The second one starts from nothing too, but cannot roll back what it does not see: it is not there yet.
        SinkWriter<Integer> first = numbers.open(1);
        epoch(first, 1, 1);
        first.close();
        raw("BEGIN; INSERT INTO %s VALUES (2); PREPARE TRANSACTION 'levada/%s/run-1/out/0/2/2'"
                .formatted(numbers.table(), numbers.job()));
        assertThat(numbers.transactions()).hasSize(2);
        numbers.open(3).close();
        assertThat(numbers.transactions()).isEmpty();
        assertThat(numbers.rows()).isEmpty();
    }

    @Test
    void anOlderAttemptCannotOpen() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> newer = numbers.open(5);
        byte[] prepared = epoch(newer, 1, 1);
        assertThatThrownBy(() -> numbers.open(4))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("attempt 4 cannot open, because attempt 5 has taken over");
        newer.commit(prepared);
        assertThat(numbers.rows()).containsExactly(1);
        newer.close();
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void anOlderAttemptCannotPrepareOrCommit() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> zombie = numbers.output().batch(1).build().open(numbers.task(1));
        byte[] prepared = epoch(zombie, 1, 1);
        zombie.write(2);
        SinkWriter<Integer> newer = numbers.open(2);
        // The same row, which is not to wait for the other.
        newer.write(2);
        newer.commit(newer.prepare(2));
        assertThatThrownBy(() -> zombie.commit(prepared)).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> zombie.prepare(2))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("attempt 1 cannot prepare epoch 2, because attempt 2 has taken over");
        assertThat(numbers.rows()).containsExactly(2);
        zombie.close();
        newer.close();
    }

    /** Even in a session that nobody has ended. */
    @Test
    void theDatabaseItselfRefusesAnOlderAttempt() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        numbers.open(2).close();
        Gid gid = new Gid(TaskKey.of(numbers.task(1)), 1, 1);
        String last = new Commits("levada_commits").insert(gid, new Offsets("levada_offsets"));
        assertThatThrownBy(() -> raw("BEGIN; %s; PREPARE TRANSACTION '%s'".formatted(last, gid)))
                .hasMessageContaining("\"attempt\"");
        assertThat(numbers.transactions()).isEmpty();
    }

    @Test
    void aNewAttemptWaitsForWhatIsJustBeingPreparedAndRollsItBack() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        numbers.open(1).close();
        Gid gid = new Gid(TaskKey.of(numbers.task(1)), 1, 1);
        try (Connection zombie = Postgres.connect();
                Statement statement = zombie.createStatement()) {
            zombie.setAutoCommit(false);
            statement.execute("INSERT INTO %s VALUES (1)".formatted(numbers.table()));
            statement.execute(new Commits("levada_commits").insert(gid, new Offsets("levada_offsets")));
            assertThatThrownBy(() -> numbers.open(2))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("cannot open")
                    .hasMessageContaining("lock timeout");
            statement.execute("PREPARE TRANSACTION '%s'".formatted(gid));
        }
        assertThat(numbers.transactions()).containsExactly(gid.toString());
        numbers.open(2).close();
        assertThat(numbers.transactions()).isEmpty();
        assertThat(numbers.rows()).isEmpty();
    }

    @Test
    void aStateThatIsOlderThanTheOutputIsRefused() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> writer = numbers.open(1);
        writer.commit(epoch(writer, 4, 1));
        writer.close();
        SinkWriter<Integer> rewound = numbers.open(2);
        rewound.write(1);
        assertThatThrownBy(() -> rewound.prepare(4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("epoch 4 is to be prepared, but levada_commits has epoch 4 already");
        rewound.close();
    }

    @Test
    void aRowThatTheTableRefusesFailsAtOnceAndTakesTheEpochAlong() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Integer> writer = numbers.output().batch(2).build().open(numbers.task(1));
        writer.commit(epoch(writer, 1, 1));
        writer.write(2);
        assertThatThrownBy(() -> writer.write(1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("cannot write a row")
                .hasMessageContaining("duplicate key")
                .hasMessageContaining("[SQLSTATE 23505], in INSERT INTO " + numbers.table())
                .hasMessageContaining("ON CONFLICT");
        assertThatThrownBy(() -> writer.write(3)).hasMessageContaining("after an earlier failure");
        assertThatThrownBy(() -> writer.prepare(2)).hasMessageContaining("after an earlier failure");
        writer.close();
        assertThat(numbers.rows()).containsExactly(1);
        assertThat(numbers.transactions()).isEmpty();
    }

    @Test
    void whatTheOtherFormHasPreparedIsRefused() throws Exception {
        Numbered twoPhase = Numbered.inTwoPhases();
        Numbered offset = new Numbered(twoPhase.job(), twoPhase.table(), false);
        SinkWriter<Integer> writer = twoPhase.open(1);
        byte[] transaction = epoch(writer, 1, 1);
        writer.close();
        assertThatThrownBy(() -> offset.open(2, transaction))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was written by two-phase commit");
        twoPhase.open(2, transaction).close();
        SinkWriter<Integer> other = offset.open(3);
        byte[] rows = epoch(other, 2, 2);
        other.close();
        assertThatThrownBy(() -> twoPhase.open(4, rows))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("with the offset in the sink");
    }

    @Test
    void aServerWithoutPreparedTransactionsIsRefused() throws Exception {
        Postgres.url();
        try (EmbeddedPostgres server = Postgres.with(0)) {
            Sink<Integer> sink = JdbcSinks.<Integer>insert(
                            server.getJdbcUrl("postgres", "postgres"), "SELECT ?", (s, n) -> s.setInt(1, n))
                    .twoPhaseCommit()
                    .build();
            assertThatThrownBy(() -> sink.open(SinkTask.first("job", "out", 0, 4)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("set max_prepared_transactions to at least twice the sink's 4 tasks")
                    .hasMessageContaining("offsetInSink()");
        }
    }

    private static void raw(String sql) throws SQLException {
        try (Connection connection = Postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String part : sql.split("; ")) {
                statement.execute(part);
            }
        }
    }
}
