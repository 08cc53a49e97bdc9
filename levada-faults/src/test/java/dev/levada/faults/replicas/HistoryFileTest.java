package dev.levada.faults.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.history.Seen;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.history.Seen.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryFileTest {
    private static final long LATE = Long.MAX_VALUE;

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        List<Seen> history = List.of(
                new Seen("0", Kind.PUT, "a", List.of("7"), Optional.empty(), 1_000, 2_500, Status.OK),
                new Seen("1", Kind.GET, "a", List.of(), Optional.of("007"), 1_000, 2_000_000_001L, Status.OK),
                new Seen("1", Kind.GET, "b", List.of(), Optional.empty(), 3_000, 4_000, Status.OK),
                new Seen("2", Kind.CAS, "a", List.of("x", "8"), Optional.of("true"), 3_000, 4_000, Status.OK),
                new Seen("2", Kind.INC, "a", List.of(), Optional.empty(), 5_000, LATE, Status.INFO),
                new Seen("4", Kind.DELETE, "a", List.of(), Optional.empty(), 6_000, 7_000, Status.FAIL));
        Path file = directory.resolve("h.jsonl");
        try (HistoryFile out = HistoryFile.create(file)) {
            for (Seen seen : history) {
                out.write(seen);
            }
        }

        assertThat(HistoryFile.read(file)).isEqualTo(history);
        assertThat(Files.readAllLines(file))
                .contains(
                        "{\"process\":0,\"op\":\"put\",\"key\":\"a\",\"value\":7,\"result\":null,\"call\":1.0E-6,\"return\":2.5E-6,\"status\":\"ok\"}")
                .anyMatch(line -> line.contains("\"value\":[\"x\",8],\"result\":true"))
                .anyMatch(line -> line.contains("\"return\":null,\"status\":\"info\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | no JSON object",
                "{\"op\":\"swap\",\"status\":\"ok\"} | 'op' is 'swap', but is one of [get, put, cas, delete, inc]",
                "{\"op\":\"get\",\"status\":\"ok\",\"process\":1,\"key\":\"a\"} | 'call' must be a number of seconds",
                "{\"op\":\"cas\",\"status\":\"ok\",\"process\":1,\"key\":\"a\",\"value\":1,\"call\":1,\"return\":2}"
                        + " | value of cas is [old,new]",
                "{\"op\":\"get\",\"status\":\"ok\",\"process\":1,\"key\":\"a\",\"call\":1,\"return\":null} | has no end",
                "{\"op\":\"get\",\"status\":\"ok\",\"process\":1,\"key\":\"a\",\"call\":2,\"return\":1} | ends before it begins"
            })
    void whatIsNoneSaysWhereAndWhy(String line, String why) throws IOException {
        Path file = Files.writeString(
                directory.resolve("h.jsonl"),
                "{\"process\":1,\"op\":\"get\",\"key\":\"a\",\"call\":0,\"return\":1,\"status\":\"ok\"}\n" + line
                        + "\n");

        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":2: ")
                .hasMessageContaining(why);
    }
}
