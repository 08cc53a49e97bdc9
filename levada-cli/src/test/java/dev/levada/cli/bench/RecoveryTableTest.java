package dev.levada.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.RecoveryBench;
import dev.levada.bench.RecoveryBench.Kill;
import dev.levada.bench.RecoveryBench.Measured;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.node.job.JobReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RecoveryTableTest {
    private static final RecoveryBench.Report REPORT = new RecoveryBench.Report(
            RecoveryBench.Options.defaults(),
            List.of(
                    new Measured(Recovery.checkpoint(), List.of(kill(0, 3), kill(100, 3), kill(500, 2)), true),
                    new Measured(Recovery.pessimistic(), List.of(kill(0, 0)), false)));

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
                        "pessimistic 40 70 250 290 400/400 1300/1300 130 20 1000 0 WRONG");
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
}
