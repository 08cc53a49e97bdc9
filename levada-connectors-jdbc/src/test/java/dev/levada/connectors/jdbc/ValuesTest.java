package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is bound arrives as it would have without the wait. */
class ValuesTest {
    private static final String COLUMNS =
            "s TEXT, i INT, l BIGINT, h SMALLINT, d DOUBLE PRECISION, f REAL, b BOOLEAN, y BYTEA, m NUMERIC, u UUID, a DATE, t TIME, x TIMESTAMP, z TIMESTAMPTZ, w TIMETZ, j JSONB";
    private static final String SQL = "INSERT INTO %s VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private interface Binding {
        void on(PreparedStatement statement) throws SQLException;
    }

    private static final List<Binding> ROWS = List.of(
            s -> {
                s.setString(1, "é€😀\n'\"");
                s.setInt(2, Integer.MIN_VALUE);
                s.setLong(3, Long.MIN_VALUE);
                s.setShort(4, Short.MAX_VALUE);
                s.setDouble(5, Double.NEGATIVE_INFINITY);
                s.setFloat(6, -0.5f);
                s.setBoolean(7, true);
                s.setBytes(8, new byte[] {0, -1, 127});
                s.setBigDecimal(9, new BigDecimal("-123456789012345678901234567890.000"));
                s.setObject(10, new UUID(-5, 7));
                s.setObject(11, LocalDate.of(1901, 2, 28));
                s.setObject(12, LocalTime.of(23, 59, 59, 999_999_000));
                s.setObject(13, LocalDateTime.of(2026, 1, 31, 0, 0));
                s.setObject(14, OffsetDateTime.of(2026, 1, 31, 1, 2, 3, 4_000, ZoneOffset.ofHours(5)));
                s.setObject(15, OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHours(-5)));
                s.setObject(16, "{\"a\": 1}", Types.OTHER);
            },
            s -> {
                s.setObject(16, "[]", Types.OTHER);
                for (int i = 9; i <= 15; i++) {
                    s.setNull(i, Types.NULL);
                }
                s.setObject(1, "");
                s.setObject(2, 300);
                s.setObject(3, Long.MAX_VALUE);
                s.setObject(4, (short) -1);
                s.setObject(5, Double.NaN);
                s.setObject(6, Float.MIN_VALUE);
                s.setObject(7, false);
                s.setObject(8, new byte[0]);
            },
            s -> {
                s.setNull(1, Types.VARCHAR);
                s.setNull(2, Types.INTEGER);
                s.setNull(3, Types.BIGINT);
                s.setByte(4, (byte) -128);
                s.setNull(5, Types.DOUBLE);
                s.setNull(6, Types.REAL);
                s.setNull(7, Types.BOOLEAN);
                s.setBytes(8, null);
                s.setBigDecimal(9, new BigDecimal("1e5"));
                for (int i = 10; i <= 15; i++) {
                    s.setObject(i, null);
                }
                s.setObject(16, null, Types.OTHER);
            });

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valuesArriveAsIfTheyHadGoneStraight(boolean twoPhase) throws Exception {
        String straight = Postgres.table(COLUMNS);
        try (var connection = Postgres.connect();
                PreparedStatement statement = connection.prepareStatement(SQL.formatted(straight))) {
            for (Binding row : ROWS) {
                row.on(statement);
                statement.execute();
            }
        }
        String table = Postgres.table(COLUMNS);
        JdbcOutput<Binding> output =
                JdbcSinks.<Binding>insert(Postgres.url(), SQL.formatted(table), (s, row) -> row.on(s));
        SinkWriter<Binding> writer = (twoPhase ? output.twoPhaseCommit() : output)
                .build()
                .open(SinkTask.first(Postgres.name(), "out", 0, 1));
        for (Binding row : ROWS) {
            writer.write(row);
        }
        writer.commit(writer.prepare(1));
        writer.close();
        assertThat(all(table)).hasSize(3).isEqualTo(all(straight));
    }

    private static List<String> all(String table) throws SQLException {
        return Postgres.query("SELECT t::text FROM %s AS t".formatted(table));
    }

    @Test
    void numbersAreTakenAsTheTypesThatDriversKnow() throws Exception {
        Recorder recorder = new Recorder();
        recorder.statement().setObject(1, Instant.EPOCH);
        recorder.statement().setObject(2, BigInteger.TEN);
        recorder.statement().setObject(3, "x", JDBCType.OTHER);
        assertThat(recorder.row())
                .extracting(BoundValue::value)
                .containsExactly(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), BigDecimal.TEN, "x");
    }

    @Test
    void whatCannotBeKeptIsRefusedAndNothingOfItsRowIsLeft() throws Exception {
        Numbered numbers = Numbered.offsetInSink();
        SinkWriter<Binding> writer = JdbcSinks.<Binding>insert(
                        Postgres.url(),
                        "INSERT INTO %s (n) VALUES (coalesce(?::int, ?::int))".formatted(numbers.table()),
                        (s, row) -> row.on(s))
                .build()
                .open(numbers.task(1));
        assertThatThrownBy(() -> writer.write(s -> {
                    s.setInt(1, 1);
                    s.setObject(2, Date.valueOf("2026-01-31"));
                }))
                .hasMessageContaining("it has a java.sql.Date; use java.time");
        assertThatThrownBy(() -> writer.write(s -> {
                    s.setInt(1, 1);
                    s.setObject(2, JDBCType.ARRAY);
                }))
                .hasMessageContaining("a java.sql.JDBCType; use its name()");
        assertThatThrownBy(() -> writer.write(s -> s.setString(1, "a\uD800b")))
                .hasMessageContaining("half a character");
        assertThatThrownBy(() -> writer.write(s -> s.setArray(1, null)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("setArray is not for this sink");
        assertThatThrownBy(() -> writer.write(PreparedStatement::addBatch)).hasMessageContaining("addBatch is not for");
        assertThatThrownBy(() -> writer.write(s -> s.setInt(2, 1)))
                .hasMessageContaining("parameter 1 is not set, but parameter 2 is");
        assertThatThrownBy(() -> writer.write(s -> s.setInt(0, 1))).hasMessageContaining("parameter 0 is set");
        writer.write(s -> {
            s.setInt(1, 7);
            s.setInt(2, 7);
        });
        writer.commit(writer.prepare(1));
        assertThat(numbers.rows()).containsExactly(7);
        writer.close();
    }

    @Test
    void aParameterThatIsLeftOutDoesNotKeepTheValueOfTheRowBefore() throws Exception {
        Numbered numbers = Numbered.inTwoPhases();
        SinkWriter<Binding> writer = JdbcSinks.<Binding>insert(
                        Postgres.url(),
                        "INSERT INTO %s (n) VALUES (?)".formatted(numbers.table()),
                        (s, row) -> row.on(s))
                .twoPhaseCommit()
                .build()
                .open(numbers.task(1));
        writer.write(s -> s.setInt(1, 1));
        assertThatThrownBy(() -> {
                    writer.write(s -> {});
                    writer.prepare(1);
                })
                .hasMessageContaining("parameter 1");
        writer.close();
    }
}
