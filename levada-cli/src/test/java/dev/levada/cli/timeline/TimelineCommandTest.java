package dev.levada.cli.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.levada.cli.Cli;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimelineCommandTest {
    private static final String JOB = """
            { "job": "words", "recovery": "checkpoint", "recoveries": [
              { "protocol": "checkpoint", "failed": [ "count#1" ], "cause": "<b>its worker</b> is gone",
                "rolledBack": 1, "detected": 200, "fenced": 100, "online": 800, "caughtUp": 1800,
                "tasks": [
                  { "task": "count#1", "attempt": 2, "cause": "gone", "from": 1, "worker": 3,
                    "restored": 600, "online": 600, "caughtUp": 1800 },
                  { "task": "count#0", "attempt": 2, "worker": 2, "restored": 800, "online": 800 } ] } ] }
            """;
    private static final String BENCH = """
            { "bench": "recovery", "workload": "join", "protocols": [ { "recovery": "pessimistic", "runs": [
              { "detectedMs": 50, "outputGapMs": 450, "gapMs": 950, "othersOutputPauseMs": 33, "othersCommitPauseMs": 1100,
                "recovery": { "protocol": "pessimistic", "failed": [ "keyed#0" ], "cause": "gone", "rolledBack": 0,
                  "detected": 0, "fenced": 100, "online": 200, "caughtUp": 500,
                  "tasks": [ { "task": "keyed#0", "attempt": 2, "cause": "gone", "from": 1, "worker": 2,
                    "restored": 200, "replayed": { "elements": 7000, "of": 7000, "at": 400 }, "online": 400,
                    "caughtUp": 500 } ] } } ] } ] }
            """;

    @TempDir
    private Path directory;

    private record Bar(String kind, double x, double width) {}

    private String error = "";

    private int run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of("timeline"));
        List.of(arguments).forEach(each -> words.add(each.toString()));
        int code = Cli.run(words, new ByteArrayInputStream(new byte[0]), to, to);
        error = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private Path report(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static List<Bar> bars(String svg, String kind) {
        List<Bar> bars = new ArrayList<>();
        Matcher matcher = Pattern.compile("<rect class=\"(.*?)\" x=\"(.*?)\" y=\"(.*?)\" width=\"(.*?)\"")
                .matcher(svg);
        while (matcher.find()) {
            boolean legend = Double.parseDouble(matcher.group(3)) < 70;
            if (matcher.group(1).equals(kind) && !legend) {
                bars.add(new Bar(kind, Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(4))));
            }
        }
        return bars;
    }

    @Test
    void drawsAllReportsOnOneAxis() throws IOException {
        Path picture = directory.resolve("both.svg");
        assertThat(run(report("job.json", JOB), report("bench.json", BENCH), "--output", picture))
                .isZero();
        assertThat(error).contains("2 recoveries of 2 reports");
        String svg = Files.readString(picture);

        List<Bar> fenced = bars(svg, "fence");
        assertThat(fenced).hasSize(3);
        Bar unit = fenced.get(0); // 100 ms from the failure on
        assertThat(fenced).containsOnly(unit);
        assertThat(bars(svg, "restore"))
                .extracting(bar -> Math.round(bar.width() / unit.width()))
                .containsExactly(5L, 7L, 1L);
        assertThat(bars(svg, "replay"))
                .singleElement()
                .satisfies(bar -> assertThat(bar.x()).isCloseTo(unit.x() + 2 * unit.width(), within(0.5)));
        assertThat(bars(svg, "catch-up"))
                .extracting(bar -> Math.round(bar.width() / unit.width()))
                .containsExactly(12L, 1L);
        assertThat(bars(svg, "detect"))
                .extracting(bar -> Math.round(10 * bar.width() / unit.width()))
                .containsExactly(20L, 5L);
        assertThat(bars(svg, "gap"))
                .extracting(bar -> Math.round(10 * bar.width() / unit.width()))
                .containsExactly(45L, 95L);
    }

    @Test
    void saysWhatItDraws() throws IOException {
        Path picture = directory.resolve("page.html");
        assertThat(run(report("job.json", JOB), report("bench.json", BENCH), "--output", picture))
                .isZero();
        assertThat(picture)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "prefers-color-scheme:dark",
                        "job.json: job words, checkpoint",
                        "bench.json: join, pessimistic",
                        "1. checkpoint: online after 800 ms, caught up after 1800 ms",
                        "failed: count#1: &lt;b&gt;its worker&lt;/b&gt; is gone",
                        "a task that had not failed went back, too",
                        "no other task went back",
                        "other keys: at most 33 ms without new output, 1100 ms without a commit",
                        "count#1, attempt 2, worker 1 to 3",
                        "count#0, attempt 2, worker 2",
                        "do again by the log, 200 to 400 ms, 7000 of 7000 elements")
                .doesNotContain("<b>", "http://www.w3.org/1999", "src=");
    }

    @Test
    void drawsOfALargeRecoveryTheWorstTasks() throws IOException {
        StringBuilder tasks = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            tasks.append(i == 0 ? "" : ", ")
                    .append("{ \"task\": \"t#%d\", \"attempt\": 2, \"worker\": 1, \"restored\": 5, \"online\": 5 }"
                            .formatted(i));
        }
        Path report = report("job.json", "{ \"recoveries\": [ { \"online\": 5, \"tasks\": [ " + tasks + " ] } ] }");
        Path picture = directory.resolve("large.svg");
        assertThat(run(report, "--output", picture)).isZero();
        assertThat(picture)
                .content()
                .contains("t#11", "and 28 more, which needed no longer")
                .doesNotContain("t#12");
    }

    @Test
    void drawsNothingForAJobWithoutFailures() throws IOException {
        Path picture = directory.resolve("none.svg");
        assertThat(run(
                        report("job.json", "{ \"job\": \"w\", \"recovery\": \"checkpoint\", \"recoveries\": [] }"),
                        "--output",
                        picture))
                .isZero();
        assertThat(picture).content().contains("job.json: job w, checkpoint, no failure was mended");
    }

    @Test
    void saysWhereBadInputIsWrong() throws IOException {
        assertThat(run(directory.resolve("none.json"))).isEqualTo(2);
        assertThat(error).contains("there is no report", "none.json");
        assertThat(run(report("torn.json", "{\n  \"recoveries\": [ 1,\n"))).isEqualTo(2);
        assertThat(error).contains("torn.json:3:", "this is no JSON");
        assertThat(run(report("other.json", "{ \"bench\": \"wordcount\" }"))).isEqualTo(2);
        assertThat(error).contains("has no recoveries to draw");
        assertThat(run(report("job.json", JOB), "--output", directory.resolve("a.png")))
                .isEqualTo(2);
        assertThat(error).contains("ends neither in .svg nor in .html");
        assertThat(run()).isEqualTo(2);
    }
}
