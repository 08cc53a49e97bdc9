package dev.levada.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.worker.TaskFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RecoveriesTest {
    private static final long MILLI = 1_000_000;

    private final Recoveries recoveries = new Recoveries();

    private static TaskId task(int index) {
        return new TaskId("count", index);
    }

    private void fail(int index, long attempt, String reason, long atMillis) {
        recoveries.began(task(index), new Carrier.Failure(attempt, index + 1, reason, 300 * MILLI), atMillis * MILLI);
    }

    private void restored(int index, long attempt, int worker, long atMillis) {
        recoveries.restored(task(index), attempt, new Location(worker, 1), atMillis * MILLI);
    }

    private static TaskFigures figures(int index, long attempt, TaskFigures.Regained regained) {
        return new TaskFigures(task(index), attempt, Job.Condition.RUNNING, List.of(), regained, 0, 0, new byte[0]);
    }

    private static Map<TaskId, Long> attempts(int tasks, long attempt) {
        Map<TaskId, Long> attempts = new LinkedHashMap<>();
        IntStream.range(0, tasks).forEach(index -> attempts.put(task(index), attempt));
        return attempts;
    }

    @Test
    void tellsOfEachTaskWhatItsWorkerMeasuredSinceItRan() {
        fail(1, 1, "its worker is gone", 1_000);
        recoveries.fenced(attempts(2, 2), 1_010 * MILLI);
        restored(0, 2, 1, 1_100);
        restored(1, 2, 3, 1_150);
        restored(1, 2, 3, 1_190); // said again
        assertThat(recoveries.all()).isEmpty();
        assertThat(recoveries.online(1_150 * MILLI)).isTrue();

        recoveries.observe(List.of(
                figures(1, 1, new TaskFigures.Regained(7, 7, 7 * MILLI, 7 * MILLI)), // of the attempt before
                figures(1, 2, new TaskFigures.Regained(40, 50, 0, 0))));
        assertThat(recoveries.all())
                .singleElement()
                .isEqualTo(new JobReport.Recovered(
                        List.of("count#1"),
                        "its worker is gone",
                        1,
                        300,
                        10,
                        150,
                        List.of(
                                new JobReport.Returned("count#1", 2, "its worker is gone", 2, 3, 150, 40, 50, 0, 0),
                                new JobReport.Returned("count#0", 2, "", 0, 1, 100, 0, 0, 0, 0))));

        recoveries.observe(List.of(figures(1, 2, new TaskFigures.Regained(50, 50, 30 * MILLI, 90 * MILLI))));
        JobReport.Returned replayed = recoveries.all().get(0).tasks().get(0);
        assertThat(replayed.replayedAt()).isEqualTo(180);
        assertThat(replayed.online()).isEqualTo(180);
        assertThat(replayed.caughtUp()).isEqualTo(240);
        assertThat(recoveries.all().get(0).caughtUp()).isEqualTo(240);
    }

    @Test
    void looksNoLongerThanThereMayBeNews() {
        assertThat(recoveries.goOn(0)).isFalse();
        fail(0, 1, "crashed", 1_000);
        assertThat(recoveries.goOn(1_000 * MILLI)).isTrue();
        recoveries.fenced(attempts(2, 2), 1_001 * MILLI);
        restored(0, 2, 1, 1_002);
        boolean unused = recoveries.online(1_002 * MILLI);
        recoveries.observe(List.of(figures(0, 2, new TaskFigures.Regained(0, 0, 0, MILLI))));
        assertThat(recoveries.goOn(2_000 * MILLI)).isTrue(); // for the other task
        assertThat(recoveries.goOn(62_000 * MILLI)).isFalse();
        recoveries.observe(List.of(figures(1, 2, new TaskFigures.Regained(0, 0, 0, MILLI))));
        assertThat(recoveries.goOn(2_000 * MILLI)).isFalse();
    }

    @Test
    void countsFromTheFirstFailureWhenAnotherOneComesOnTheWay() {
        fail(0, 1, "crashed", 1_000);
        recoveries.fenced(attempts(1, 2), 1_010 * MILLI);
        restored(0, 2, 1, 1_020);
        fail(0, 2, "crashed again", 1_030);
        recoveries.fenced(attempts(1, 3), 1_040 * MILLI);
        restored(0, 2, 1, 1_045); // late
        restored(0, 3, 1, 1_050);
        boolean unused = recoveries.online(1_050 * MILLI);

        JobReport.Recovered recovered = recoveries.all().get(0);
        assertThat(recovered.failed()).containsExactly("count#0");
        assertThat(recovered.cause()).isEqualTo("crashed");
        assertThat(recovered.fenced()).isEqualTo(40);
        assertThat(recovered.rolledBack()).isZero();
        assertThat(recovered.tasks())
                .containsExactly(new JobReport.Returned("count#0", 3, "crashed", 1, 1, 50, 0, 0, 0, 0));
    }

    @Test
    void keepsFewTasksOfLargeRecoveriesAndNoneOfOldOnes() {
        for (long i = 0; i < 40; i++) {
            fail(70, i, "crashed", i * 1_000);
            recoveries.fenced(attempts(100, i + 1), (i * 1_000 + 1) * MILLI);
            boolean unused = recoveries.online((i * 1_000 + 2) * MILLI);
        }
        List<JobReport.Recovered> all = recoveries.all();
        assertThat(all)
                .hasSize(40)
                .allSatisfy(each -> assertThat(each.rolledBack()).isEqualTo(99));
        assertThat(all.get(39).tasks()).hasSize(64);
        assertThat(all.get(39).tasks().get(0).task()).isEqualTo("count#70");
        assertThat(all.get(0).tasks()).isEmpty();
        assertThat(all.stream().mapToInt(each -> each.tasks().size()).sum()).isBetween(900, 1_064);
    }
}
