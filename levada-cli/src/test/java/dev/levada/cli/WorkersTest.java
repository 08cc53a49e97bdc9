package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs in worker processes, which are children of this one. */
@Timeout(180)
final class WorkersTest {
    @TempDir
    Path directory;

    private Path text;
    private List<String> counts;

    @BeforeEach
    void countsWordsInThisProcess() throws IOException {
        text = directory.resolve("text.txt");
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 60_000; line++) {
            lines.append("a b")
                    .append(line % 700)
                    .append(" c")
                    .append(line % 13)
                    .append('\n');
        }
        Files.writeString(text, lines);
        Path file = directory.resolve("expected.txt");
        assertThat(Outcome.of("run", "wordcount", "--input", text, "--output", file)
                        .code())
                .isZero();
        counts = sorted(file);
    }

    private static List<String> sorted(Path file) throws IOException {
        return Files.readAllLines(file).stream().sorted().toList();
    }

    /** The children of this process, which has no others. */
    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-most-once", "at-least-once", "exactly-once"})
    void countsWordsExactly(String guarantee) throws IOException {
        Path file = directory.resolve("counts.txt");

        Outcome outcome = Outcome.of(
                "run", "wordcount", "--input", text, "--output", file, "--workers", "2", "--guarantee", guarantee);

        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        assertThat(sorted(file)).isEqualTo(counts);
        assertThat(workers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "checkpoint", "pessimistic", "causal"})
    void closesWindowsAsThisProcessDoes(String recovery) throws IOException {
        Path here = directory.resolve("here.txt");
        Path there = directory.resolve("there.txt");

        Outcome embedded = Outcome.of("run", "visits", "--output", here);
        Outcome remote = Outcome.of("run", "visits", "--output", there, "--workers", "2", "--recovery", recovery);

        assertThat(embedded).isEqualTo(new Outcome(0, "", ""));
        assertThat(remote).isEqualTo(new Outcome(0, "", ""));
        assertThat(sorted(there)).isEqualTo(sorted(here)).hasSizeGreaterThan(150);
    }

    @Test
    void printsWhatWorkersPrint() {
        Outcome outcome = Outcome.of("run", "letters", "--workers", "2");

        assertThat(outcome.out().lines()).containsExactlyInAnyOrder("a, 0", "b, 1", "c, 2");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void countsWordsExactlyAlthoughWorkersAreKilled() throws Exception {
        Path file = directory.resolve("counts.txt");
        Path report = directory.resolve("report.json");
        CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> {
            kill(2);
            kill(3); // one of the second two, or the one that has taken the place of the first
        });

        Outcome outcome = Outcome.of(
                "run",
                "wordcount",
                "--input",
                text,
                "--output",
                file,
                "--workers",
                "2",
                "--spares",
                "1",
                "--guarantee",
                "exactly-once",
                "--epoch",
                "50",
                "--report",
                report);

        killed.get(60, TimeUnit.SECONDS);
        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        assertThat(sorted(file)).isEqualTo(counts);
        JsonNode told = JsonMapper.shared().readTree(report.toFile());
        assertThat(told.get("warnings").toString()).contains("killed by signal 9");
        assertThat(workers()).isEmpty();
    }

    /** Kills one of the worker processes, as soon as there are so many. */
    private static void kill(int many) {
        Optional<ProcessHandle> victim = Optional.empty();
        while (victim.isEmpty()) {
            List<ProcessHandle> all = workers();
            victim = all.size() >= many ? Optional.of(all.get(0)) : Optional.empty();
            Thread.onSpinWait();
        }
        victim.get().destroyForcibly();
        victim.get().onExit().join();
    }

    @Test
    void saysWhatIsWrongWithTheNumberOfWorkers() {
        Outcome outcome = Outcome.of("run", "letters", "--workers", "many");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--workers many", "replicas");
    }

    @ParameterizedTest
    @CsvSource({"299, 2800", "2000, 1999", "2000, 60001"})
    void saysWhichSilenceOfAWorkerCanBeSuspected(String after, String latest) {
        Outcome outcome =
                Outcome.of("run", "letters", "--workers", "2", "--suspect-after", after, "--suspect-latest", latest);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(
                        "--suspect-after, --suspect-latest",
                        "300 to 60000 ms",
                        "was %s to %s ms".formatted(after, latest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--suspect-after", "--suspect-latest"})
    void ofTheTwoBoundsOfSilenceOneIsEnough(String option) {
        assertThat(Outcome.of("run", "letters", "--workers", "1", option, "1000")
                        .code())
                .isZero();
        assertThat(Outcome.of("run", "letters", "--workers", "1", option, "30000")
                        .code())
                .isZero();
    }
}
