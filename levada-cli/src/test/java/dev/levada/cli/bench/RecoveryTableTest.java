package dev.levada.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.bench.RecoveryBench;
import dev.levada.bench.RecoveryBench.Check;
import dev.levada.bench.RecoveryBench.Kill;
import dev.levada.bench.RecoveryBench.Measured;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.node.job.JobReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RecoveryTableTest {
    private static final RecoveryBench.Report REPORT = new RecoveryBench.Report(
            RecoveryBench.Options.defaults(),
            List.of(
                    new Measured("checkpoint", List.of(kill(0, 3), kill(100, 3), kill(500, 2)), new Check(true, 0)),
                    new Measured("pessimistic", List.of(kill(0, 0)), new Check(false, 0)),
                    new Measured("other", List.of(watched()), new Check(false, -7))),
            Map.of("late", "the job was late"));

    /** Another engine's, which does not say all. */
    private static Kill watched() {
        return new Kill(
                500,
                Double.NaN,
                2_000,
                2_500,
                2_100,
                2_600,
                15,
                new JobReport.Recovered(List.of("keyed#0"), "killed", 2, 0, Double.NaN, 1_000, List.of()));
    }

    private static Kill kill(double more, int rolledBack) {
        JobReport.Returned task = new JobReport.Returned(
                "keyed#1", 2, "its worker is gone", 1, 3, 200 + more, 70, 70, 250 + more, 900 + more);
        return new Kill(
                40,
                1_200 + more,
                400 + more,
                1_300 + more,
                20 + more,
                1_000 + more,
                130 + more,
                new JobReport.Recovered(
                        List.of("keyed#1"), "its worker is gone", rolledBack, 0, 30, 210 + more, List.of(task)));
    }

    @Test
    void hasALineForEachProtocolWithMediansAndWorstCases() {
        assertThat(RecoveryTable.lines(REPORT))
                .map(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        "RECOVERY DETECTED FENCED ONLINE REPLAYED OUTPUT-GAP COMMIT-GAP LATER OTHERS-OUTPUT OTHERS-COMMIT"
                                + " ROLLED-BACK OUTPUT",
                        "checkpoint 40 70 350 390 500/900 1400/1800 630 520 1500 3 exact",
                        "pessimistic 40 70 250 290 400/400 1300/1300 130 20 1000 0 WRONG",
                        "other 500 - 1500 - 2000/2000 2500/2500 15 2100 2600 2 WRONG: 7 lost");
        assertThat(REPORT.exact()).isFalse();
    }

    @Test
    void tellsScriptsTheSame() {
        JsonNode content = JsonMapper.shared().readTree(JsonFile.text(RecoveryBenchContent.of(REPORT)));
        assertThat(content.path("exact").asBoolean()).isFalse();
        JsonNode checkpoint = content.path("protocols").path(0);
        assertThat(checkpoint.path("recovery").asString()).isEqualTo("checkpoint");
        assertThat(checkpoint.at("/gapMs/p50").asDouble()).isEqualTo(1_400);
        assertThat(checkpoint.at("/gapMs/p95").asDouble()).isEqualTo(1_800);
        assertThat(checkpoint.at("/caughtUpMs/p50").asDouble()).isEqualTo(1_040);
        assertThat(checkpoint.at("/othersOutputPauseMs/max").asDouble()).isEqualTo(520);
        assertThat(checkpoint.path("runs").size()).isEqualTo(3);
        assertThat(checkpoint.at("/runs/0/recovery/tasks/0/replayed/of").asLong())
                .isEqualTo(70);
    }

    @Test
    void leavesOutWhatAnEngineDoesNotSay() {
        JsonNode other = JsonMapper.shared()
                .readTree(JsonFile.text(RecoveryBenchContent.of(REPORT)))
                .at("/protocols/2");
        assertThat(JsonMapper.shared()
                        .readTree(JsonFile.text(RecoveryBenchContent.of(REPORT)))
                        .at("/unmeasured/late")
                        .asString())
                .isEqualTo("the job was late");
        assertThat(other.path("surplus").asLong()).isEqualTo(-7);
        assertThat(other.at("/onlineMs/p50").asDouble()).isEqualTo(1_500);
        assertThat(other.has("fencedMs")).isFalse();
        assertThat(other.has("caughtUpMs")).isFalse();
        assertThat(other.at("/runs/0").has("completeMs")).isFalse();
        assertThat(other.at("/runs/0/recovery").has("fenced")).isFalse();
    }
}
