package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Environment;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import dev.levada.node.job.JobReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MatrixBenchTest {
    private static final List<Recovery> NONE_AND_CHECKPOINT = List.of(Recovery.none(), Recovery.checkpoint());

    private final List<String> told = new ArrayList<>();
    private final List<Results> after = new ArrayList<>();

    private static MatrixOptions options(
            List<String> applications, List<TimedFault.Kind> faults, int runs, double seconds, Duration limit) {
        return options(applications, NONE_AND_CHECKPOINT, faults, runs, seconds, limit);
    }

    private static MatrixOptions options(
            List<String> applications,
            List<Recovery> recoveries,
            List<TimedFault.Kind> faults,
            int runs,
            double seconds,
            Duration limit) {
        return new MatrixOptions(
                applications,
                List.of(LevadaEngine.LABEL),
                recoveries,
                List.of(2),
                List.of(0),
                faults,
                Marks.MIN_COUNT,
                runs,
                0,
                0.5,
                seconds,
                42,
                limit);
    }

    private static Results nothing(MatrixOptions options) {
        return new Results(
                "matrix", Instant.EPOCH, Environment.here("1"), options.settings(), options.baseline(), List.of());
    }

    private MatrixBench.Report run(MatrixOptions options, Results before) {
        return MatrixBench.run(options, before, new MatrixBench.Watcher() {
            @Override
            public void told(String line) {
                told.add(line);
            }

            @Override
            public void measured(Results soFar) {
                after.add(soFar);
            }

            @Override
            public Map<String, Object> content(String protocol, JobReport.Recovered recovered) {
                return Map.of("protocol", protocol, "failed", recovered.failed());
            }
        });
    }

    @Test
    void runsInTurnAndKeepsEachRun() {
        MatrixOptions options = options(List.of("wc"), List.of(), 2, 0.5, Duration.ofMinutes(5));

        MatrixBench.Report report = run(options, nothing(options));

        assertThat(report.complete()).isTrue();
        assertThat(report.results().exact()).isTrue();
        assertThat(report.results().configurations()).hasSize(2).allSatisfy(each -> {
            assertThat(each.values(Figure.PER_SECOND)).hasSize(2);
            assertThat(each.values(Figure.P99)).hasSize(2);
            assertThat(each.runs().get(2).slices()).isNotEmpty();
        });
        // Of both configurations in turn; what is kept grows by a run each time.
        assertThat(told.subList(0, 4))
                .extracting(line -> line.split(", ")[2] + " " + line.contains("run 2"))
                .containsExactly("at-most-once false", "checkpoint false", "at-most-once true", "checkpoint true");
        assertThat(after)
                .extracting(each -> each.configurations().stream()
                        .mapToInt(one -> one.runs().size())
                        .sum())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void whatFailsInTheMiddleIsRecoveredFromExactly() {
        MatrixOptions options =
                options(List.of("fd"), List.of(TimedFault.Kind.CRASH_TASK), 1, 2, Duration.ofMinutes(5));

        MatrixBench.Report report = run(options, nothing(options));

        assertThat(report.results().exact()).isTrue();
        Configuration crashed = report.results().configurations().stream()
                .filter(each -> "crash-task".equals(each.of().get("fault")))
                .findFirst()
                .orElseThrow();
        Run run = crashed.runs().get(0);
        assertThat(run.note()).startsWith("crash-task: ");
        assertThat(run.faultAt()).hasValue(1);
        assertThat(run.recoveries()).hasSize(1);
        assertThat(run.figure(Figure.ONLINE)).isPresent();
        assertThat(report.unmeasured())
                .containsOnlyKeys("fd, levada, at-most-once, 2, 0, crash-task")
                .containsValue("at-most-once may lose or repeat output then, so it cannot be checked");
    }

    @Test
    @Timeout(180)
    void totalsAreExactInWhateverOrderTheyGrow() {
        MatrixOptions options = options(
                List.of("ca", "lp"),
                List.of(Recovery.checkpoint()),
                List.of(TimedFault.Kind.CRASH_TASK),
                1,
                2,
                Duration.ofMinutes(5));

        MatrixBench.Report report = run(options, nothing(options));

        assertThat(report.results().exact()).as("%s", told).isTrue();
        assertThat(report.results().configurations()).hasSize(4);
    }

    @Test
    void whatIsThereAlreadyIsNotRunAgain() {
        MatrixOptions options = options(List.of("fd"), List.of(), 1, 0, Duration.ofMinutes(5));
        Results both = run(options, nothing(options)).results();
        Results one = both.with(List.of(both.configurations().get(1)));
        told.clear();

        MatrixBench.Report report = run(options, one);

        assertThat(told).hasSize(1).first().asString().contains("at-most-once", "run 1");
        assertThat(report.results().configurations()).hasSize(2);
        assertThat(report.results().configurations().get(1))
                .isEqualTo(both.configurations().get(1));
        assertThat(report.complete()).isTrue();
    }

    @Test
    void beginsNoRunWhenTheTimeIsOver() {
        MatrixOptions options = options(List.of("fd", "wc"), List.of(), 1, 1, Duration.ofNanos(1));

        MatrixBench.Report report = run(options, nothing(options));

        assertThat(report.complete()).isFalse();
        assertThat(report.results().configurations()).isEmpty();
    }

    @Test
    void workersNeedToBeThereToBeKilled() {
        MatrixOptions options = options(List.of("fd"), List.of(TimedFault.Kind.KILL_WORKER), 1, 2, Duration.ofNanos(1));

        assertThat(run(options, nothing(options)).unmeasured()).containsValue("there is no worker to be killed");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> options(List.of("sf"), List.of(), 1, 1, Duration.ofMinutes(1)))
                .hasMessageContaining("application 'sf' is not measured; there are aa, bi");
        assertThatThrownBy(() -> options(List.of("fd"), List.of(), 0, 1, Duration.ofMinutes(1)))
                .hasMessageContaining("runs must be at least 1");
        assertThatThrownBy(
                        () -> options(List.of("fd"), List.of(TimedFault.Kind.CRASH_TASK), 1, 1, Duration.ofMinutes(1)))
                .hasMessageContaining("2 seconds or more");
    }

    @Test
    void asManyRecordsAsTakeTheTimeThatIsEnough() {
        assertThat(MatrixRuns.enough(10, 2)).isEqualTo(100_000);
        assertThat(MatrixRuns.enough(50_000, 2)).isEqualTo(100_000);
        assertThat(MatrixRuns.enough(50_001, 2)).isEqualTo(200_000);
        assertThat(MatrixRuns.enough(1e12, 2)).isEqualTo(12_800_000);
        assertThat(MatrixRuns.enough(50_001, 8)).isEqualTo(800_000);
    }
}
