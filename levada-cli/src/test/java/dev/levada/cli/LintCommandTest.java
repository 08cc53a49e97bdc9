package dev.levada.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Pipeline;
import dev.levada.cli.pipeline.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LintCommandTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("basedir", "levada-cli"), "..", "examples");
    private static final String OWN_CLOCK =
            "error: dev.levada.cli.ClockPipeline.build (a lambda) calls System.nanoTime() (operator 'stamp')";

    static Stream<String> examples() {
        return Pipelines.bundled().stream()
                .filter(each -> each.getClass().getPackageName().equals("dev.levada.examples"))
                .map(Pipeline::name);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsNothingInTheExamples(String example) {
        Outcome outcome = Outcome.of("lint", example, "--input", EXAMPLES.resolve("spikes/sensors.csv"), "--run");

        assertThat(outcome)
                .isEqualTo(new Outcome(0, example + ": 0 errors, 0 warnings, 0 operators with another result\n", ""));
    }

    /** FILTER, CUSTOM with code of the user's own, UNIQ and COUNT. */
    @Test
    void findsNothingInTheOperatorsOfDadstorm() {
        Outcome outcome = Outcome.of("lint", EXAMPLES.resolve("reach/reach.config"), "--loopback", "--run");

        assertThat(outcome.out()).endsWith(": 0 errors, 0 warnings, 0 operators with another result\n");
        assertThat(outcome.out()).doesNotContain("not looked at", "not run");
        assertThat(outcome.code()).isZero();
    }

    /** FILTER again, and DUP. */
    @Test
    void findsNothingInTheOthersEither(@TempDir Path directory) throws IOException {
        Path configuration =
                ConfigurationFiles.write(directory, ConfigurationFiles.OPERATORS + ConfigurationFiles.COMMANDS);

        assertThat(Outcome.of("lint", configuration, "--loopback", "--run").out())
                .endsWith(": 0 errors, 0 warnings, 0 operators with another result\n")
                .doesNotContain("not looked at", "not run");
    }

    @Test
    void looksIntoTheLibrariesOfDadstorm(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("Stamps.java"), """
                import java.util.List;
                public class Stamps {
                    public List<List<String>> stamp(List<String> tuple) {
                        return List.of(List.of(tuple.get(0), text()));
                    }
                    private static String text() {
                        return String.valueOf(System.nanoTime());
                    }
                }
                """);
        Path configuration = ConfigurationFiles.write(directory, """
                OP1 INPUT_OPS letters.dat REP_FACT 1 ROUTING primary
                    ADDRESS tcp://localhost:11000/op OPERATOR_SPEC CUSTOM Stamps.dll, Stamps, stamp
                Start OP1
                """);

        Outcome outcome = Outcome.of("lint", configuration, "--loopback", "--run");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out())
                .contains("Stamps.java:7: error: Stamps.text calls System.nanoTime() (operator 'OP1')")
                .contains("operator 'OP1' differs in a replay, at record 1 of 3: emitted");
    }

    @Test
    void findsWhatWouldNotBeTheSameAgain() {
        Outcome outcome = Outcome.of("lint", "clock");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out())
                .startsWith("dev/levada/cli/ClockPipeline.java:")
                .contains(": " + OWN_CLOCK)
                .endsWith("clock: 1 error, 0 warnings\n");
    }

    @Test
    void writesJsonThatCanBeReadBack() {
        Outcome outcome = Outcome.of("lint", "clock", "--run", "--format", "json");

        JsonNode report = JsonMapper.shared().readTree(outcome.out());
        assertThat(report.get("errors").asInt()).isEqualTo(1);
        assertThat(report.at("/findings/0/hazard").asString()).isEqualTo("clock");
        assertThat(report.at("/findings/0/operators/0").asString()).isEqualTo("stamp");
        assertThat(report.at("/findings/0/line").asInt()).isPositive();
        assertThat(report.at("/differences/0/run").asString()).isEqualTo("replay");
        assertThat(report.at("/records/stamp").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "validate"})
    void jobsThatRepeatExactlyAreRefused(String command) {
        Outcome refused = Outcome.of(command, "clock", "--recovery", "pessimistic");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("job 'clock' cannot recover by pessimistic", OWN_CLOCK, "context.nowMillis()", "checkpoint");
        assertThat(Outcome.of(command, "clock", "--recovery", "checkpoint").code())
                .isZero();
        assertThat(Outcome.of(command, "clock", "--set", "clock=given", "--recovery", "pessimistic")
                        .code())
                .isZero();
    }

    @Test
    void whatIsDoubtfulIsToldAndRuns() {
        Outcome outcome = Outcome.of("run", "clock", "--set", "clock=doubtful", "--recovery", "pessimistic");

        assertThat(outcome.out()).contains("A").contains("B").contains("C");
        assertThat(outcome.err()).contains("warning: ", "calls Locale.getDefault()");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void readsAJarWithoutAPipeline(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("app.jar");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
            String name = ClockPipeline.class.getName().replace('.', '/') + ".class";
            zip.putNextEntry(new java.util.zip.ZipEntry(name));
            try (var bytes = ClockPipeline.class.getClassLoader().getResourceAsStream(name)) {
                requireNonNull(bytes).transferTo(zip);
            }
        }

        Outcome outcome = Outcome.of("lint", "--jar", jar);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).contains("calls System.nanoTime()", "1 error, 1 warning");
        assertThat(Outcome.of("lint", "--jar", directory.resolve("none.jar")).code())
                .isEqualTo(2);
        assertThat(Outcome.of("lint", "clock", "--jar", jar).err()).contains("not both");
    }
}
