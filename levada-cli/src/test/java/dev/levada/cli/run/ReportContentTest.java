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
