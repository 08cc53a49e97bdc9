package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordInsertTest {

    /** How hot it is. */
    enum Heat {
        COLD,
        HOT {
            @Override
            public String toString() {
                return "very hot";
            }
        }
    }

    /** One of each. */
    @SuppressWarnings("ArrayRecordComponent") // a user may have it
    record Reading(
            int sensorId,
            String order,
            Optional<Long> count,
            Heat heat,
            char letter,
            Instant at,
            BigInteger big,
            BigDecimal price,
            UUID id,
            LocalDate day,
            byte small,
            byte[] raw) {}

    record Pair(int a, int b) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void componentsGoIntoTheColumnsOfTheirNames(boolean twoPhase) throws Exception {
        String table = Postgres.table(
                "raw BYTEA, sensorId INT, \"order\" TEXT, count BIGINT, heat TEXT, letter TEXT, \"At\" TIMESTAMPTZ, big NUMERIC, price NUMERIC, id UUID, day DATE, small SMALLINT, more INT DEFAULT 9");
        JdbcOutput<Reading> output = JdbcSinks.insert(Postgres.url(), "public." + table, Reading.class);
        SinkWriter<Reading> writer = (twoPhase ? output.twoPhaseCommit() : output)
                .build()
                .open(SinkTask.first(Postgres.name(), "out", 0, 1));
        Instant at = Instant.parse("2026-01-31T23:59:59Z");
        UUID id = new UUID(1, 2);
        LocalDate day = LocalDate.of(2026, 1, 31);
        writer.write(new Reading(
                1,
                "a",
                Optional.of(2L),
                Heat.HOT,
                'x',
                at,
                BigInteger.TEN,
                BigDecimal.ONE,
                id,
                day,
                (byte) 3,
                new byte[] {5}));
        writer.write(new Reading(
                2,
                "b",
                Optional.empty(),
                Heat.COLD,
                'y',
                at,
                BigInteger.ONE,
                BigDecimal.TEN,
                id,
                day,
                (byte) 4,
                new byte[0]));
        writer.commit(writer.prepare(1));
        writer.close();
        assertThat(Postgres.query(
                        "SELECT concat_ws(' ', sensorId, \"order\", coalesce(count, -1), heat, letter, \"At\" = '2026-01-31T23:59:59Z', big, price, id, day, small, encode(raw, 'hex'), more) FROM %s ORDER BY sensorId"
                                .formatted(table)))
                .containsExactly(
                        "1 a 2 HOT x t 10 1 %s 2026-01-31 3 05 9".formatted(id),
                        "2 b -1 COLD y t 1 10 %s 2026-01-31 4  9".formatted(id));
    }

    @Test
    void namesInQuotesAreTakenByTheLetterAndOthersAreNot() throws Exception {
        String name = Postgres.name();
        Postgres.execute(
                "CREATE TABLE \"Odd \"\"%s\" (a INT, b INT)".formatted(name).replace("\"\"", ""));
        Postgres.execute("CREATE TABLE %s (a INT, \"B\" INT)".formatted(name));
        write("\"Odd %s\"".formatted(name), new Pair(1, 2));
        write("PUBLIC." + name.toUpperCase(java.util.Locale.ROOT), new Pair(3, 4));
        assertThat(Postgres.query("SELECT b FROM \"Odd %s\"".formatted(name))).containsExactly("2");
        assertThat(Postgres.query("SELECT \"B\" FROM %s".formatted(name))).containsExactly("4");
    }

    @Test
    void whatDoesNotFitIsToldWhenTheSinkIsOpened() throws Exception {
        String table = Postgres.table("a INT, c INT");
        assertThatThrownBy(() -> write(table, new Pair(1, 2)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("table %s has no column 'b'".formatted(table))
                .hasMessageContaining("it has [a, c]");
        for (String wrong : List.of("", "a.", ".a", "a..b", "\"a", "a\"b\"")) {
            assertThatThrownBy(() -> write(wrong, new Pair(1, 2)))
                    .as("'%s'", wrong)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is not the name of a table");
        }
    }

    @Test
    void typesThatCannotBeWrittenAreRefused() {
        record Odd(int a, List<String> list) {}
        record Nested(Optional<Optional<String>> twice) {}
        record Empty() {}
        assertThatThrownBy(() -> JdbcSinks.insert("jdbc:x", "t", Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component 'list'")
                .hasMessageContaining("java.util.List<java.lang.String>");
        assertThatThrownBy(() -> JdbcSinks.insert("jdbc:x", "t", Nested.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JdbcSinks.insert("jdbc:x", "t", Empty.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void write(String table, Pair pair) throws Exception {
        SinkWriter<Pair> writer = JdbcSinks.insert(Postgres.url(), table, Pair.class)
                .build()
                .open(SinkTask.first(Postgres.name(), "out", 0, 1));
        writer.write(pair);
        writer.commit(writer.prepare(1));
        writer.close();
    }
}
