package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RootTest {

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", ""})
    void teachesWhatThereIs(String word) {
        Outcome outcome = word.isEmpty() ? Outcome.of() : Outcome.of(word);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(CommandWord.words())
                .contains("Examples:", "Exit codes:", "Next:", "levada run wordcount");
    }

    @ParameterizedTest
    @EnumSource
    void givesExamplesForEachCommand(CommandWord command) {
        Outcome outcome = Outcome.of(command.word(), "--help");

        assertThat(outcome.out()).startsWith("Usage: levada " + command.word()).contains("Examples:");
        assertThat(outcome.code()).isZero();
        assertThat(Outcome.of("help", command.word())).isEqualTo(outcome);
    }

    @Test
    void tellsItsVersion() {
        assertThat(Outcome.of("--version").out()).startsWith("levada ").contains("Java ");
    }

    @Test
    void guessesWhatWasMeant() {
        Outcome outcome = Outcome.of("rnu", "x");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("levada: 'rnu' is no command; did you mean 'run'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "agent"})
    void otherHostsAreLetInWithCertificatesOnly(String command, @TempDir Path home) {
        Outcome open = Outcome.of(command, "--bind", "0.0.0.0", "--port", 0, "--token-dir", home.resolve("own"));
        Outcome tls = Outcome.of(command, "--tls", "certs", "--token-dir", home.resolve("own"));

        assertThat(open.code()).isEqualTo(2);
        assertThat(open.err()).contains("it is not a loopback address", "--tls DIR");
        assertThat(tls.code()).isEqualTo(2);
        assertThat(tls.err()).contains("--tls certs: there is no such directory");
    }

    @Test
    void asksBackForMistypedCommands() {
        assertThat(Outcome.of("dspbnch").err()).contains("did you mean 'dspbench'");
        assertThat(Outcome.of("--frobnicate").code()).isEqualTo(2);
    }

    @Test
    void completesCommandsAndOptions() {
        String script = Outcome.of("completion").out();

        assertThat(script).contains(CommandWord.words()).contains("--guarantee", "exactly-once", "wordcount");
    }

    @Test
    void measuresWordCount(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("bench.json");

        Outcome outcome = Outcome.of(
                "bench",
                "wordcount",
                "--words",
                100_000,
                "--runs",
                1,
                "--warmups",
                0,
                "--latency-seconds",
                0,
                "--report",
                file,
                "--html",
                directory.resolve("bench.html"));

        assertThat(outcome.out()).contains("ratio", "all exact");
        JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(report.at("/ratio/perCoreSecondToLoop").asDouble()).isPositive();
        assertThat(report.at("/medians/engine/wordsPerSecond").asDouble()).isPositive();
        assertThat(report.at("/configurations/0/of/system").asString()).isEqualTo("engine");
        assertThat(report.at("/configurations/0/medians/perCoreSecond/median").asDouble())
                .isEqualTo(report.at("/medians/engine/wordsPerCoreSecond").asDouble(), within(1e-6));
        assertThat(report.at("/environment/cores").asInt()).isPositive();
        assertThat(Files.readString(directory.resolve("bench.html"))).contains("<h1>wordcount</h1>", "tuned loop");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void namesTheBenchmarksThereAre() {
        assertThat(Outcome.of("bench").code()).isEqualTo(2);
        assertThat(Outcome.of("bench").err()).contains("wordcount");
    }

    @Test
    void refusesMeasurementsThatCannotBeMade() {
        Outcome inexact = Outcome.of("bench", "recovery", "--recovery", "checkpoint,at-least-once");
        assertThat(inexact.code()).isEqualTo(2);
        assertThat(inexact.err()).contains("at-least-once gives at-least-once at best", "there are checkpoint");
        assertThat(Outcome.of("bench", "recovery", "--workload", "sort").err())
                .contains("workload 'sort' is not known; there are wordcount and join");
    }
}
