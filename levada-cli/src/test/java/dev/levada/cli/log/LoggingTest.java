package dev.levada.cli.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.node.log.AuditLog;
import dev.levada.node.log.LogKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LoggingTest {
    private static final String RIGHT_TO_LEFT = "\u202e";

    private final Logger log = LoggerFactory.getLogger("dev.levada.node.Worker");

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws IOException {
        Logging.start(LogSettings.toStandardError(LogFormat.TEXT));
    }

    private Path file() {
        return directory.resolve("logs").resolve("worker 100%.log");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file(), StandardCharsets.UTF_8);
    }

    private JsonNode onlyLine() throws IOException {
        assertThat(lines()).hasSize(1);
        return JsonMapper.shared().readTree(lines().get(0));
    }

    @Test
    void writesWhatALineIsAbout() throws IOException {
        Logging.start(
                LogSettings.toFile(LogFormat.JSON, file()).about(Map.of(LogKey.WORKER, "w3", LogKey.JOB, "none")));
        LogKey.JOB.during(
                "words",
                () -> LogKey.TASK.during(
                        "count#1",
                        () -> LogKey.ATTEMPT.during(
                                "2", () -> LogKey.EPOCH.during("17", () -> log.warn("slow by {} ms", 20)))));

        JsonNode line = onlyLine();
        assertThat(line.propertyNames())
                .containsExactly(
                        "time", "level", "logger", "thread", "job", "task", "attempt", "epoch", "worker", "message");
        assertThat(line.get("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.get("level").asString()).isEqualTo("WARN");
        assertThat(line.get("logger").asString()).isEqualTo("dev.levada.node.Worker");
        assertThat(line.get("task").asString()).isEqualTo("count#1");
        assertThat(line.get("worker").asString()).isEqualTo("w3");
        assertThat(line.get("message").asString()).isEqualTo("slow by 20 ms");
    }

    @Test
    void isAboutNothingAnyMoreAfterTheScope() throws IOException {
        Logging.start(LogSettings.toFile(LogFormat.TEXT, file()));
        LogKey.JOB.during("words", () -> LogKey.JOB.during("spikes", () -> {}));
        log.info("started");
        LogKey.JOB.during("words", () -> {
            LogKey.JOB.during("spikes", () -> {});
            log.info("ended");
        });

        assertThat(lines().get(0)).matches("\\S+ INFO Worker - started");
        assertThat(lines().get(1)).matches("\\S+ INFO Worker job=words - ended");
    }

    @Test
    void saysWhatWasThrownOnTheSameLine() throws IOException {
        Logging.start(LogSettings.toFile(LogFormat.JSON, file()));
        log.error("failed", new IllegalStateException("no\nroom", new IOException("disk")));

        assertThat(onlyLine().get("error").asString())
                .startsWith("java.lang.IllegalStateException: no\nroom ")
                .contains("LoggingTest.saysWhatWasThrownOnTheSameLine")
                .contains("; caused by java.io.IOException: disk");
    }

    @ParameterizedTest
    @EnumSource
    void s27LetsNoValueMakeALineOfItsOwn(LogFormat format) throws IOException {
        Logging.start(LogSettings.toFile(format, file()));
        String evil =
                "a\r\n2026-01-01 INFO audit - forged \"} {\\\" " + RIGHT_TO_LEFT + "\u2028\u0007\u001b[2J\ud800 ü";
        LogKey.JOB.during(evil, () -> log.info("named {}", evil, new IllegalStateException(evil)));

        String written = Files.readString(file());
        assertThat(written.lines()).hasSize(1);
        assertThat(written.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
                .isTrue();
        assertThat(written).doesNotContain(RIGHT_TO_LEFT, "\u2028").contains("\\u202e", "\\u2028", "\\ud800", "ü");
        if (format == LogFormat.JSON) {
            assertThat(onlyLine().get("job").asString()).isEqualTo(evil);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsLinesThatAreTooLong(LogFormat format) throws IOException {
        Logging.start(LogSettings.toFile(format, file()));
        for (String unit : List.of("x", "\u0001", "ü", "€", "😀", "\"")) {
            String longest = unit.repeat(20_000);
            Runnable told = () -> log.info(longest, new IllegalStateException(longest));
            LogKey.JOB.during(longest, () -> LogKey.TASK.during(longest, () -> LogKey.WORKER.during(longest, told)));
        }

        assertThat(lines()).hasSize(6).allSatisfy(line -> {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(6_000, Line.MAX_BYTES - 1);
            assertThat(line).contains("...");
            if (format == LogFormat.JSON) {
                assertThat(JsonMapper.shared().readTree(line).get("error").asString())
                        .endsWith("...");
            }
        });
    }

    @Test
    void boundsTheSizeOfAllFilesAndKeepsThemToTheirOwner() throws IOException {
        int bytes = 64 << 10;
        Logging.start(new LogSettings(LogFormat.TEXT, Level.INFO, file(), bytes, 3, Map.of()));
        for (int i = 0; i < 5_000; i++) {
            log.info("line {} {}", i, "x".repeat(200));
        }

        try (var files = Files.list(file().getParent())) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSize(3).allSatisfy(each -> {
                assertThat(Files.size(each)).isLessThan(bytes + Line.MAX_BYTES);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            });
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
        assertThat(lines().get(lines().size() - 1)).contains("line 4999 ");
    }

    @Test
    void writesNothingBelowTheLevel() throws IOException {
        Logging.start(new LogSettings(LogFormat.TEXT, Level.WARN, file(), 1 << 20, 2, Map.of()));
        log.info("no");
        log.warn("yes");

        assertThat(lines()).singleElement().asString().endsWith(" - yes");
    }

    @Test
    void quotesWhatAnAuditLineIsTold() throws IOException {
        Logging.start(LogSettings.toFile(LogFormat.JSON, file()));
        AuditLog.record("operate", "127.0.0.1:40000", "cancel words", "refused\" result=\"done");

        assertThat(onlyLine().get("logger").asString()).isEqualTo("levada.audit");
        assertThat(onlyLine().get("message").asString())
                .isEqualTo("who=\"operate\" from=\"127.0.0.1:40000\" what=\"cancel words\""
                        + " result=\"refused\\\" result=\\\"done\"");
    }

    @Test
    void refusesWhatCannotBeAFile() {
        assertThatThrownBy(() -> Logging.start(LogSettings.toFile(LogFormat.TEXT, directory)))
                .isInstanceOf(IOException.class)
                .hasMessage("log file %s is a directory; name a file".formatted(directory));
        assertThatThrownBy(() -> new LogSettings(LogFormat.TEXT, Level.INFO, null, 10, 2, Map.of()))
                .hasMessage("a log file has 65536 to 1073741824 bytes, not 10");
        assertThatThrownBy(() -> new LogSettings(LogFormat.TEXT, Level.INFO, null, 1 << 20, 100, Map.of()))
                .hasMessage("there are 2 to 20 log files, not 100");
    }
}
