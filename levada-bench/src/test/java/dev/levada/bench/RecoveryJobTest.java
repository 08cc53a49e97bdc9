package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.TaskId;
import dev.levada.node.Levada;
import dev.levada.node.job.Job;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class RecoveryJobTest {

    @ParameterizedTest
    @CsvSource({"WORDCOUNT, CHECKPOINT", "WORDCOUNT, PESSIMISTIC", "JOIN, CHECKPOINT", "JOIN, PESSIMISTIC"})
    void commitsEachOutputOnceAlthoughATaskIsLost(Workload workload, Recovery.Standard recovery) {
        RecoveryJob work = new RecoveryJob(workload, 3, 8_000, 4_000, 1, System.currentTimeMillis());
        OutputLines lines = new OutputLines();
        Job job = Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(recovery)
                .epochs(Duration.ofMillis(200))
                .parallelism(RecoveryJob.PARALLELISM)
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
}
