package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class KafkaStreamsUnderTestTest {
    private final OutputLines lines = new OutputLines();

    @Test
    void commitsEachOutputOnceAlthoughAMemberIsLost() {
        try (KafkaStreamsUnderTest kafka = new KafkaStreamsUnderTest()) {
            kafka.open(lines);
            KeyedJob work = new KeyedJob(Workload.WORDCOUNT, 2, 1, 10_000, 1_000, 1, System.currentTimeMillis());
            kafka.submit(work);
            double unused = lines.untilCommit(1, 0, System.nanoTime());
            OutputLines.Owner owner = lines.owner(1);

            boolean killed = ProcessHandle.of(owner.pid()).orElseThrow().destroyForcibly();

            kafka.join();
            assertThat(killed).isTrue();
            assertThat(lines.failures()).isPositive();
            assertThat(lines.owner(1).pid()).isNotEqualTo(owner.pid());
            assertThat(lines.untilOutput(1, owner.attempt(), 0)).isPositive();
            assertThat(lines.total()).isEqualTo(Workload.WORDCOUNT.expected(work));
        }
    }
}
