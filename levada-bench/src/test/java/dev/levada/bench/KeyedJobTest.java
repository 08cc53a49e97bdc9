package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class KeyedJobTest {

    @ParameterizedTest
    @CsvSource({"WORDCOUNT, CHECKPOINT", "WORDCOUNT, PESSIMISTIC", "JOIN, CHECKPOINT", "JOIN, PESSIMISTIC"})
    void commitsEachOutputOnceAlthoughATaskIsLost(Workload workload, Recovery.Standard recovery) {
        KeyedJob work = new KeyedJob(workload, 2, 3, 8_000, 4_000, 1, System.currentTimeMillis());
        OutputLines lines = new OutputLines();
        Job job = work.under(recovery)
                .epochs(Duration.ofMillis(200))
                .run(work.topology(line -> lines.hear(line, System.nanoTime())));
        double unused = lines.untilOutput(1, 0, System.nanoTime());
        String keyed = job.plan().chains().stream()
                .map(chain -> chain.name())
                .filter(name -> name.startsWith("keyed"))
                .findFirst()
                .orElseThrow();
        job.crash(new TaskId(keyed, 1));

        assertThat(job.join().recoveries()).hasSize(1);
        assertThat(lines.total()).isEqualTo(workload.expected(work));
        assertThat(lines.untilOutput(1, 1, 0)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {24_000, Double.POSITIVE_INFINITY})
    void isMeasuredBetweenItsMarksAndLateOnlyIfItHasARate(double perSecond) {
        KeyedJob work = new KeyedJob(Workload.JOIN, 3, 3, 12_000, perSecond, 0, System.currentTimeMillis());
        assertThat(KeyedJob.read(work.arguments())).isEqualTo(work);

        KeyedRun run = KeyedRun.of(work, Recovery.pessimistic(), 0);

        assertThat(run.total()).isEqualTo(work.workload().expected(work));
        assertThat(run.cost().seconds()).isPositive();
        assertThat(run.latency().isPresent()).isEqualTo(perSecond == 24_000);
        run.latency().ifPresent(latency -> assertThat(latency.p50()).isBetween(0.001, latency.p99()));
    }
}
