package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that are YAML files, by the command. */
@Timeout(120)
final class PipelineFileTest {
    @TempDir
    private Path directory;

    private Path pipeline(String filter) throws IOException {
        Files.writeString(directory.resolve("text.txt"), "one\ntwo\nthree\nfour\n");
        return Files.writeString(directory.resolve("long.yaml"), """
                name: long
                guarantee: exactly-once
                recovery: ${recovery:-causal}
                parallelism: 2
                sources:
                  text: { lines: text.txt }
                steps:
                  - long: { from: text, filter: "%s", recovery: checkpoint }
                  - told: { from: long, map: { text: upper(value), length: length(value) } }
                """.formatted(filter));
    }

    @Test
    void runsAndWritesWhatTheFileSendsNowhere() throws IOException {
        Path output = directory.resolve("out.txt");

        Outcome outcome =
                Outcome.of("run", pipeline("length(value) > 3"), "--output", output, "--set", "recovery=checkpoint");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(Files.readAllLines(output)).containsExactlyInAnyOrder("THREE, 5", "FOUR, 4");
    }

    @Test
    void plansByWhatTheFileSaysUnlessTheCommandSaysOtherwise() throws IOException {
        Path file = pipeline("true");
        assertThat(Outcome.of("plan", file).out())
                .contains("exactly-once")
                .containsPattern("text .*1 task: text#0, recovery causal")
                .containsPattern("long .*2 tasks.*recovery checkpoint");
        assertThat(Outcome.of("plan", file, "--recovery", "checkpoint", "--parallelism", "3")
                        .out())
                .containsPattern("3 tasks: long#0 to long#2, recovery checkpoint")
                .doesNotContain("causal");
        assertThat(Outcome.of("run", file, "--recovery", "at-least-once").code())
                .isEqualTo(3);
    }

    @Test
    void validatesWithPlaceMarkAndSuggestion() throws IOException {
        Path file = pipeline("lenght(value) > 3");

        Outcome outcome = Outcome.of("validate", file);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out().lines())
                .containsExactly(
                        file
                                + ":8:34: error: there is no function 'lenght'; did you mean 'length'?; there are lower, upper,"
                                + " trim, length, contains, startsWith, endsWith, substring, size, at, abs, min, max, sqrt,"
                                + " floor, round, int, double, string, instant, millis, matches, split, replace (Y301)",
                        "    8 |   - long: { from: text, filter: \"lenght(value) > 3\", recovery: checkpoint }",
                        "      |                                  ^^^^^^");
        Outcome run = Outcome.of("run", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("(Y301)").contains("levada: the pipeline has problems, named above");
    }

    @Test
    void refusesWhatHasNoMeaningForAFile() throws IOException {
        Path file = pipeline("true");
        assertThat(Outcome.of("run", file, "--input", "x").err())
                .contains("which names its own input: leave --input out");
        assertThat(Outcome.of("run", file, "--loopback").err()).contains("--loopback only has a meaning for DADSTORM");
        assertThat(Outcome.of("run", directory.resolve("missing.yaml")).err())
                .contains("neither a file nor a bundled example");
    }

    @Test
    void runsInWorkersAsInThisProcess() throws IOException {
        Path output = directory.resolve("out.txt");

        Outcome outcome =
                Outcome.of("run", pipeline("value != 'two'"), "--workers", "2", "--output", output, "--no-progress");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(Files.readAllLines(output)).containsExactlyInAnyOrder("ONE, 3", "THREE, 5", "FOUR, 4");
    }
}
