package dev.levada.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.bench.result.Results;
import dev.levada.cli.results.ResultsContent;
import dev.levada.cli.results.SampleResults;
import dev.levada.cli.terminal.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {
    @TempDir
    Path directory;

    private Path written(String name, Results results) {
        Path file = directory.resolve(name);
        JsonFile.at(file).write(ResultsContent.of(results));
        return file;
    }

    private static String plain(String text) {
        return text.replaceAll(" +", " ");
    }

    @Test
    void saysWhatIsMoreThanNoiseAndWhatIsNot() {
        Told told = Told.by(
                "bench",
                "compare",
                written("a.json", SampleResults.times(1)),
                written("b.json", SampleResults.times(0.5)));

        assertThat(told.err()).isEmpty();
        assertThat(plain(told.out()))
                .contains("causal perSecond 945,000 472,500 4, 4 0.500 (0.47", "WORSE (p 0.029)")
                .contains("causal perSecond / baseline 0.927 0.927 4, 4 1.000", "noise (p 1.000)")
                .contains("causal p99Ms 400 400 1, 1 1.000 (1.000 to 1.000) too few runs");
        assertThat(told.code()).isZero();
    }

    @Test
    void failsBelowARatioUnlessThatIsNoise() {
        Path before = written("a.json", SampleResults.times(1));
        Path half = written("b.json", SampleResults.times(0.5));

        Told worse = Told.by("bench", "compare", before, half, "--figure", "perSecond", "--fail-below", "0.9");
        assertThat(worse.code()).isEqualTo(1);
        assertThat(worse.out()).contains("below 0.9: causal, perSecond");
        assertThat(Told.by("bench", "compare", before, half, "--fail-below", "0.4")
                        .code())
                .isZero();
        assertThat(Told.by("bench", "compare", half, before, "--fail-below", "0.9")
                        .code())
                .isZero();
        // One in a hundred slower, all among each other: below the ratio, and noise.
        assertThat(Told.by(
                                "bench",
                                "compare",
                                before,
                                written("c.json", SampleResults.times(0.99)),
                                "--figure",
                                "perSecond",
                                "--fail-below",
                                "0.999")
                        .code())
                .isZero();
    }

    @Test
    void nothingToCompareIsNoSuccess() {
        Results results = SampleResults.times(1);
        Path nothing = written("b.json", results.with(List.of()));

        Told told = Told.by("bench", "compare", written("a.json", results), nothing, "--fail-below", "0.9");

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("only before: ");
    }

    @Test
    void refusesWhatMakesNoSense() {
        Path file = written("a.json", SampleResults.times(1));

        assertThat(Told.by("bench", "compare", file, file, "--figure", "seconds")
                        .err())
                .contains("--figure seconds: there are perCoreSecond, ");
        assertThat(Told.by("bench", "compare", file, file, "--fail-below", "0").code())
                .isEqualTo(2);
        assertThat(Told.by("bench", "compare", file, directory.resolve("none.json"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void tellsScriptsTheSame() throws IOException {
        Path report = directory.resolve("compared.json");

        Told.by(
                "bench",
                "compare",
                written("a.json", SampleResults.times(1)),
                written("b.json", SampleResults.times(2)),
                "--report",
                report);

        assertThat(Files.readString(report))
                .contains("\"verdict\" : \"better\"", "\"verdict\" : \"few\"", "\"againstBaseline\" : true");
    }

    @Test
    void aPageIsMadeOfReports() throws IOException {
        Path page = directory.resolve("page.html");

        Told told = Told.by(
                "bench",
                "page",
                written("a.json", SampleResults.times(1)),
                written("b.json", SampleResults.times(2)),
                "--output",
                page);

        assertThat(told.code()).isZero();
        assertThat(Files.readString(page)).contains("<h1>matrix: a.json</h1>", "<h1>matrix: b.json</h1>");
    }
}
