package dev.levada.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.cli.results.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class MatrixCommandTest {
    @TempDir
    Path directory;

    private Told matrix(Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("bench", "matrix", "--apps", "fd", "--records", 10_000, "--warmups", 0));
        if (!List.of(more).contains("--recovery")) {
            words.addAll(List.of("--recovery", "checkpoint"));
        }
        words.addAll(Arrays.asList(more));
        return Told.by(words.toArray());
    }

    @Test
    void measuresAndSaysSoToPeopleScriptsAndEyes() throws IOException {
        Path report = directory.resolve("m.json");
        Path page = directory.resolve("m.html");

        Told told = matrix(
                "--runs", 1, "--latency-seconds", 2, "--fault", "crash-task", "--report", report, "--html", page);

        assertThat(told.code()).isZero();
        assertThat(told.out().replaceAll(" +", " ")).contains("fault none ", "crash-task ", "exact");
        Results results = ResultsFile.read(report).results();
        assertThat(results.configurations()).hasSize(2);
        assertThat(results.configurations().get(0).values(Figure.PER_SECOND)).hasSize(1);
        assertThat(results.configurations().get(1).runs().get(0).recoveries()).hasSize(1);
        assertThat(Files.readString(page)).contains("Latency over time", "Recoveries, phase by phase");
    }

    @Test
    void goesOnWithWhatIsMissing() {
        Path report = directory.resolve("m.json");
        Told first = matrix("--runs", 1, "--latency-seconds", 0, "--report", report, "--resume");
        assertThat(first.code()).isZero();
        Configuration before =
                ResultsFile.read(report).results().configurations().get(0);

        Told second = matrix("--runs", 2, "--latency-seconds", 0, "--report", report, "--resume");

        assertThat(second.code()).isZero();
        assertThat(second.err()).contains("run 2").doesNotContain("run 1");
        Configuration after =
                ResultsFile.read(report).results().configurations().get(0);
        assertThat(after.runs()).hasSize(2).startsWith(before.runs().get(0));

        Told other = matrix("--runs", 2, "--latency-seconds", 0, "--report", report, "--resume", "--seed", 7);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("was measured with other settings");
    }

    @Test
    void anEngineOfAnotherProcessHasTheSameWorkAndIsToldAgainstTheFirst() {
        Path report = directory.resolve("m.json");

        Told told = matrix(
                "--recovery",
                "none,checkpoint",
                "--engines",
                "levada,sequential",
                "--runs",
                2,
                "--latency-seconds",
                1,
                "--report",
                report);

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("sequential does nothing against failures");
        Results results = ResultsFile.read(report).results();
        Configuration sequential = results.configurations().stream()
                .filter(each -> "sequential".equals(each.of().get("engine")))
                .findFirst()
                .orElseThrow();
        assertThat(sequential.exact()).isTrue();
        assertThat(sequential.values(Figure.PER_SECOND)).hasSize(2);
        assertThat(sequential.values(Figure.P99)).hasSize(2);
        assertThat(results.baselineOf(sequential).orElseThrow().of()).containsEntry("engine", "levada");
    }

    @Test
    void saysWhenTheTimeIsOver() {
        Told told = matrix("--minutes", "0.000001");

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err()).contains("the time was over");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(matrix("--engines", "spark").err()).contains("engine 'spark' is not among those on the class path");
        assertThat(matrix("--fault", "flood").err()).contains("one of crash-task, kill-worker was expected");
        assertThat(matrix("--resume").err()).contains("add --report FILE");
        assertThat(matrix("--recovery", "hope").code()).isEqualTo(2);
        assertThat(matrix("--load", "2").err()).contains("the part of the rate above 0 and at most 1");
    }
}
