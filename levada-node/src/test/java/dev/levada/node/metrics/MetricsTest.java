package dev.levada.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.plan.TaskId;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.replica.MemberHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static final Path DOCUMENTED = Path.of("..", "docs", "operations.md");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) \\S+");
    private static final Pattern NAME_IN_TABLE =
            Pattern.compile("^\\| `((?:jvm|levada|process|system)_[a-z0-9_]+)`", Pattern.MULTILINE);

    private final Metrics metrics = new Metrics();
    private final AtomicLong in = new AtomicLong(7);
    private final AtomicLong out = new AtomicLong(5);
    private final AtomicLong lost = new AtomicLong(3);
    private final TaskId count = new TaskId("count", 1);

    @AfterEach
    void close() {
        metrics.close();
    }

    private OperatorFigures figures(String operator) {
        return new OperatorFigures(operator, in::get, out::get, () -> 2, () -> 4, () -> 1);
    }

    private record Pair(long bytes, long records, long queuedBytes) implements RemoteFigures {}

    @Test
    void showsExactlyWhatIsDocumented() throws IOException {
        metrics.job("words");
        TaskMetrics tasks = metrics.tasks("words");
        tasks.task(count, List.of(figures("count")), lost::get, Optional.of(() -> 17));
        tasks.remote("w1", "w2", new Pair(1, 2, 3));
        var unused = metrics.member("r1", MetricsTest::health, () -> 4_096);
        System.gc(); // pauses are shown after the first

        Set<String> documented = names(NAME_IN_TABLE, Files.readString(DOCUMENTED));
        Set<String> shown = names(TYPE, metrics.scrape());
        shown.removeIf(name -> name.startsWith("jvm_gc_")); // which of them there are depends on the collector
        assertThat(documented.removeIf(name -> name.startsWith("jvm_gc_"))).isTrue();
        assertThat(shown).isEqualTo(documented);
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static MemberHealth health() {
        return new MemberHealth(
                "r1",
                new ClusterView(3, Optional.of("r1"), true, List.of(), 80, 79),
                new MemberHealth.MachineHealth(70, 2, 5, 0, List.of()),
                1_000,
                Optional.empty());
    }

    @Test
    void showsAMemberUntilItStops() {
        MemberMetrics member = metrics.member("r1", MetricsTest::health, () -> 4_096);
        member.leaderChanged();
        member.leaderChanged();
        member.agreed(Duration.ofMillis(7));

        assertThat(metrics.scrape().lines())
                .contains(
                        "levada_member_leads{member=\"r1\"} 1.0",
                        "levada_member_term{member=\"r1\"} 3.0",
                        "levada_member_committed_index{member=\"r1\"} 80.0",
                        "levada_member_applied_index{member=\"r1\"} 79.0",
                        "levada_member_waiting{member=\"r1\"} 5.0",
                        "levada_member_disk_free_bytes{member=\"r1\"} 1000.0",
                        "levada_member_log_bytes{member=\"r1\"} 4096.0",
                        "levada_member_leader_changes_total{member=\"r1\"} 2.0",
                        "levada_member_command_duration_seconds_bucket{le=\"0.02\"} 1");
        member.close();
        assertThat(metrics.scrape()).doesNotContain("levada_member_term{");
    }

    @Test
    void countsReplicasThatDiffer() {
        metrics.job("words").differed();

        assertThat(metrics.scrape().lines()).contains("levada_replicas_differing_total{job=\"words\"} 1.0");
    }

    @Test
    void samplesTheCountersOfATaskWhenAsked() {
        metrics.tasks("words")
                .task(count, List.of(figures("count"), figures("print")), lost::get, Optional.of(() -> 17));
        in.set(8);

        assertThat(metrics.scrape().lines())
                .contains(
                        "levada_records_in_total{job=\"words\",operator=\"count\",task=\"count#1\"} 8.0",
                        "levada_records_out_total{job=\"words\",operator=\"print\",task=\"count#1\"} 5.0",
                        "levada_records_late_total{job=\"words\",operator=\"count\",task=\"count#1\"} 4.0",
                        "levada_watermark_lag_millis{job=\"words\",task=\"count#1\"} 17.0",
                        "levada_records_dropped_total{job=\"words\",operator=\"count\",task=\"count#1\"} 2.0",
                        "levada_operator_errors_total{job=\"words\",operator=\"count\",task=\"count#1\"} 1.0",
                        "levada_records_lost_total{job=\"words\",task=\"count#1\"} 3.0");
    }

    @Test
    void showsWhatGoesBetweenTwoProcesses() {
        TaskMetrics tasks = metrics.tasks("words");
        Registration pair = tasks.remote("w1", "w2", new Pair(1, 2, 3));
        tasks.zombieFrameRefused();
        tasks.duplicateDropped();
        tasks.duplicateDropped();

        assertThat(metrics.scrape().lines())
                .contains(
                        "levada_remote_bytes_total{from=\"w1\",job=\"words\",to=\"w2\"} 1.0",
                        "levada_remote_records_total{from=\"w1\",job=\"words\",to=\"w2\"} 2.0",
                        "levada_remote_queued_bytes{from=\"w1\",job=\"words\",to=\"w2\"} 3.0",
                        "levada_remote_zombie_frames_refused_total{job=\"words\"} 1.0",
                        "levada_remote_duplicates_dropped_total{job=\"words\"} 2.0");
        pair.close();
        assertThat(metrics.scrape()).doesNotContain("w2").contains("levada_remote");
        tasks.close();
        assertThat(metrics.scrape()).doesNotContain("levada_remote");
    }

    @Test
    void countsEpochsAndRecoveriesOfEachJob() {
        JobMetrics words = metrics.job("words");
        JobMetrics spikes = metrics.job("spikes");
        words.epochCompleted(Duration.ofMillis(20));
        words.epochCompleted(Duration.ofMillis(200));
        words.epochAborted();
        spikes.recovered();

        assertThat(metrics.scrape().lines())
                .contains(
                        "levada_epochs_completed_total{job=\"words\"} 2.0",
                        "levada_epochs_completed_total{job=\"spikes\"} 0.0",
                        "levada_epochs_aborted_total{job=\"words\"} 1.0",
                        "levada_recoveries_total{job=\"spikes\"} 1.0",
                        "levada_epoch_duration_seconds_bucket{le=\"0.05\"} 1",
                        "levada_epoch_duration_seconds_count 2");
        words.close();
        words.close();
        assertThat(metrics.scrape()).doesNotContain("words").contains("spikes");
    }

    @Test
    void goesOnCountingWhereTheLastAttemptEnded() {
        TaskMetrics job = metrics.tasks("words");
        Registration first = job.task(count, List.of(figures("count")), lost::get, Optional.empty());
        job.task(
                count,
                List.of(new OperatorFigures("count", () -> 100, () -> 0, () -> 0, () -> 0, () -> 0)),
                () -> 0,
                Optional.empty());
        first.close();
        first.close();
        in.set(1_000); // it is gone: what it says does not matter any more

        assertThat(metrics.scrape())
                .contains("levada_records_in_total{job=\"words\",operator=\"count\",task=\"count#1\"} 107.0");
    }

    @Test
    void closesNothingButItselfHoweverOften() {
        TaskMetrics job = metrics.tasks("words");
        OperatorFigures shared = figures("count");
        Registration first = job.task(count, List.of(shared), lost::get, Optional.empty());
        job.task(count, List.of(shared), lost::get, Optional.empty());
        first.close();
        first.close();

        assertThat(metrics.scrape())
                .contains("levada_records_in_total{job=\"words\",operator=\"count\",task=\"count#1\"} 14.0");
    }

    @Test
    void addsUpUnderOtherWhatIsTooMuchToShowApart() {
        for (int i = 0; i < Family.MAX_SERIES + 20; i++) {
            metrics.job("job-" + i).epochAborted();
        }

        List<String> shown = metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("levada_epochs_aborted_total{"))
                .toList();
        assertThat(shown).hasSize(Family.MAX_SERIES + 1).contains("levada_epochs_aborted_total{job=\"other\"} 20.0");
    }

    @Test
    void hasRoomAgainWhenSomethingIsShownNoMore() {
        List<JobMetrics> jobs = new ArrayList<>();
        for (int i = 0; i < Family.MAX_SERIES; i++) {
            jobs.add(metrics.job("job-" + i));
        }
        jobs.get(3).close();
        metrics.job("late");

        assertThat(metrics.scrape()).contains("{job=\"late\"}").doesNotContain("other");
    }

    @Test
    void cutsAndEscapesValuesOfLabels() {
        metrics.job("x".repeat(500));
        metrics.job("a\"b\nc");

        assertThat(metrics.scrape())
                .contains("{job=\"" + "x".repeat(Family.MAX_VALUE_LENGTH) + "\"}")
                .contains("{job=\"a\\\"b\\nc\"}");
    }
}
