package dev.levada.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollingLogTest {
    @TempDir
    Path directory;

    private FileDisk disk;

    @BeforeEach
    void open() throws IOException {
        disk = FileDisk.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        disk.close();
    }

    @Test
    void keepsABoundedNumberOfTheNewestBytes() throws IOException {
        try (RollingLog log = new RollingLog(disk, "log")) {
            int lines = 200_000; // of 100 bytes: more than there is room for
            for (int i = 1; i <= lines; i++) {
                append(log, line(i) + "\n");
            }

            assertThat(log.tail(3)).isEqualTo(List.of(line(lines - 2), line(lines - 1), line(lines)));
            // Over the edge between two files.
            assertThat(log.tail(100_000)).hasSize(100_000).startsWith(line(lines - 99_999));
        }
        assertThat(disk.list("log")).containsExactly("output.0", "output.1", "output.2", "output.3");
        for (String file : disk.list("log")) {
            assertThat(disk.size("log/" + file)).isLessThanOrEqualTo(RollingLog.FILE_BYTES);
        }
    }

    @Test
    void goesOnWhereAnEarlierOneEnded() throws IOException {
        try (RollingLog log = new RollingLog(disk, "log")) {
            append(log, "first\n");
        }
        try (RollingLog log = new RollingLog(disk, "log")) {
            append(log, "second\nand a part");
            assertThat(log.tail(10)).containsExactly("first", "second", "and a part");
        }
    }

    @Test
    void showsLinesThatAreSafeToShow() throws IOException {
        try (RollingLog log = new RollingLog(disk, "log")) {
            append(log, "\u001b[2J \u00e9\t\n" + "x".repeat(LastLines.MAX_LINE_BYTES + 1) + "\n\n");
            assertThat(log.tail(10)).containsExactly("\\u001b[2J \u00e9\t", "x".repeat(LastLines.MAX_LINE_BYTES), "");
        }
    }

    @Test
    void theOldestLogsOfEndedWorkersMakeRoom() throws IOException {
        WorkerLogs logs = new WorkerLogs(disk, 3);
        for (String id : List.of("z", "y", "x")) {
            append(logs.begin(id, Set.of()), id);
        }
        append(logs.begin("w", Set.of("z")), "w");
        assertThat(disk.list("logs")).containsExactly("w", "x", "z");

        logs.begin("x", Set.of("z"));
        assertThat(disk.list("logs")).containsExactly("w", "x", "z");
        assertThat(logs.of("x").tail(1)).containsExactly("x");
    }

    private static String line(int number) {
        return "x".repeat(92) + (1_000_000 + number);
    }

    private static void append(RollingLog log, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.append(bytes, bytes.length);
    }
}
