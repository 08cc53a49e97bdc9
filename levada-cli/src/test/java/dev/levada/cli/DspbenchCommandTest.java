package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
final class DspbenchCommandTest {
    @TempDir
    Path directory;

    @Test
    void listsTheApplications() {
        assertThat(Outcome.of("dspbench", "list").out()).contains("wc   Word Count", "sd   Spike Detection");
    }

    @Test
    void runsAnApplicationAndJudgesIt() throws IOException {
        Path file = directory.resolve("words.txt");

        Outcome outcome =
                Outcome.of("dspbench", "run", "wc", "--records", 1_000, "--recovery", "causal", "--output", file);

        assertThat(outcome.out().lines())
                .containsExactly(
                        "Word Count: 2,772 lines, digest d1fd8b1e6acbbe39; oracle: digest d1fd8b1e6acbbe39",
                        "verdict: exact");
        assertThat(outcome.code()).isZero();
        assertThat(Files.readAllLines(file)).contains("W0|1", "W0|2");
    }

    @Test
    void isExactThoughATaskIsCrashedInTheMiddle() {
        Outcome outcome =
                Outcome.of("dspbench", "run", "sd", "--records", 4_000, "--epoch", 200, "--fault", "crash-task");

        assertThat(outcome.err()).contains("levada: crash-task after ");
        assertThat(outcome.out()).contains("verdict: exact");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void readsWhatItHasPrinted() throws IOException {
        Path lines = directory.resolve("lines.txt");
        Files.writeString(
                lines,
                Outcome.of("dspbench", "input", "sa", "--records", 200, "--seed", 3)
                        .out());

        Outcome outcome = Outcome.of("dspbench", "run", "sa", "--input", lines);

        assertThat(outcome.out()).contains("Sentiment Analysis: 200 lines", "verdict: exact");
    }

    @Test
    void comparesProtocolsInOneTable() {
        Outcome outcome = Outcome.of(
                "dspbench", "matrix", "--apps", "wc,rl", "--records", 500, "--recovery", "checkpoint,hybrid");

        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "app parallelism workers checkpoint hybrid", "wc 2 0 exact exact", "rl 2 0 exact none");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void whatWasTriedIsAReportLikeThatOfAMeasurement() throws IOException {
        Path report = directory.resolve("verdicts.json");
        Path page = directory.resolve("verdicts.html");

        Outcome outcome = Outcome.of(
                "dspbench",
                "matrix",
                "--apps",
                "sd",
                "--records",
                4_000,
                "--recovery",
                "checkpoint",
                "--fault",
                "crash-task",
                "--report",
                report,
                "--html",
                page);

        assertThat(outcome.code()).isZero();
        JsonNode tried = JsonMapper.shared().readTree(Files.readString(report));
        assertThat(tried.at("/exact").asBoolean()).isTrue();
        assertThat(tried.at("/configurations/0/of/recovery").asString()).isEqualTo("checkpoint");
        JsonNode run = tried.at("/configurations/0/runs/0");
        assertThat(run.at("/figures/offeredPerSecond").asDouble()).isPositive();
        assertThat(run.at("/recoveries/0/protocol").asString()).isEqualTo("checkpoint");
        assertThat(Files.readString(page)).contains("Recoveries, phase by phase");
        assertThat(Outcome.of("timeline", report, "--output", directory.resolve("t.svg"))
                        .out())
                .contains("1 recoveries of 1 reports");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(Outcome.of("dspbench", "run", "xx").err())
                .isEqualToIgnoringNewLines(
                        "levada: there is no application 'xx'; there are aa, bi, ca, fd, lp, mo, rl, sa, sd, sf, sg, tm, tt, vs, wc");
        assertThat(Outcome.of("dspbench", "run", "wc", "--fault", "kill-worker").err())
                .contains("--fault kill-worker: add --workers N");
        assertThat(Outcome.of("dspbench", "run", "wc", "--fault", "flood").err())
                .contains("one of [crash-task, kill-worker] was expected");
        assertThat(Outcome.of("dspbench", "run", "fd", "--sources", 2).err())
                .contains("sources=2: a number from 1 to 1 was expected");
        assertThat(Outcome.of("dspbench", "run", "wc", "--frob").err()).contains("--frob");
        assertThat(Outcome.of("dspbench").err()).contains("there is list, input, run, matrix");
    }
}
