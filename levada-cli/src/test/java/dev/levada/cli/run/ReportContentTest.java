package dev.levada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportContentTest {
    @Test
    void tellsTheLatencyOnlyIfItWasMeasured() {
        assertThat(ReportContent.of(report(Optional.empty()))).doesNotContainKey("latency");
        assertThat(ReportContent.of(report(Optional.of(new JobReport.Latency(1, 2, 3, 4, 5)))))
                .containsEntry("latency", Map.of("p50", 1.0, "p95", 2.0, "p99", 3.0, "p999", 4.0));
    }

    @Test
    void hasNoThroughputBeforeTheFirstMoment() {
        assertThat(ReportContent.of(report(Optional.empty()))).containsEntry("throughput", 0.0);
    }

    @Test
    void leavesOutTheMomentsThatHaveNotCome() {
        JobReport.Recovered recovered = new JobReport.Recovered(
                List.of("a#0"),
                "a#0 crashed",
                1,
                0,
                2,
                5,
                List.of(
                        new JobReport.Returned("a#0", 2, "a#0 crashed", 1, 2, 4, 70, 80, 0, 0),
                        new JobReport.Returned("b#0", 2, "", 0, 1, 3, 0, 0, 0, 9)));
        Map<String, Object> content = RecoveryContent.of("pessimistic", recovered);
        assertThat(content)
                .containsEntry("protocol", "pessimistic")
                .containsEntry("failed", List.of("a#0"))
                .containsEntry("cause", "a#0 crashed")
                .containsEntry("rolledBack", 1)
                .containsEntry("online", 5.0)
                .containsEntry("replayed", Map.of("elements", 70L, "of", 80L))
                .containsEntry("caughtUp", 9.0);
        assertThat(content.get("tasks"))
                .isEqualTo(List.of(
                        Map.of(
                                "task",
                                "a#0",
                                "attempt",
                                2L,
                                "cause",
                                "a#0 crashed",
                                "from",
                                1,
                                "worker",
                                2,
                                "restored",
                                4.0,
                                "replayed",
                                Map.of("elements", 70L, "of", 80L)),
                        Map.of(
                                "task",
                                "b#0",
                                "attempt",
                                2L,
                                "worker",
                                1,
                                "restored",
                                3.0,
                                "online",
                                3.0,
                                "caughtUp",
                                9.0)));
    }

    private static JobReport report(Optional<JobReport.Latency> latency) {
        return new JobReport(
                "j",
                Guarantee.AT_MOST_ONCE,
                "at-most-once",
                JobState.CANCELLED,
                0,
                List.of(),
                latency,
                0,
                0,
                List.of(),
                List.of(),
                List.of());
    }
}
