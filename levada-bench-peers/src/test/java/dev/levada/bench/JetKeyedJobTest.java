package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class JetKeyedJobTest {
    private final OutputLines lines = new OutputLines();
    private final Ears ears = new Ears(line -> lines.hear(line, System.nanoTime()));

    @AfterEach
    void close() {
        Hazelcast.shutdownAll();
        ears.close();
    }

    private HazelcastInstance member(int port, List<Integer> ports) {
        return Hazelcast.newHazelcastInstance(JetMember.configuration(Voice.to(ears.port()), port, ports));
    }

    @Test
    void commitsEachOutputOnceAlthoughAMemberIsLost() {
        List<Integer> ports = List.of(JavaProcesses.freePort(), JavaProcesses.freePort());
        HazelcastInstance lost = member(ports.get(0), ports);
        HazelcastInstance other = member(ports.get(1), ports);
        assertThat(other.getCluster().getMembers()).hasSize(2);
        KeyedJob work = new KeyedJob(Workload.WORDCOUNT, 2, 1, 2_000, 500, 1, System.currentTimeMillis() - 7_000);
        Job job = JetKeyedJob.submit(work, ears.port(), other.getJet());
        double unused = lines.untilCommit(1, 0, System.nanoTime());
        long attempt = lines.owner(1).attempt();

        lost.getLifecycleService().terminate();

        job.join();
        assertThat(lines.failures()).isPositive();
        assertThat(lines.untilOutput(0, attempt, 0)).isPositive();
        assertThat(lines.total()).isEqualTo(Workload.WORDCOUNT.expected(work));
    }
}
