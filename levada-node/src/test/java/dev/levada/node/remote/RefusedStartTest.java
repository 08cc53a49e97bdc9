package dev.levada.node.remote;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.cluster.control.Location;
import dev.levada.node.Levada;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.processes.Spares;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that cannot be started is no process whose end a job has to wait for. */
@Timeout(60)
final class RefusedStartTest {
    private final Topology topology = Topology.named("refused");

    @BeforeEach
    void reads() {
        topology.from(Sources.of("a", "b")).to(Sinks.discard());
    }

    @Test
    void isTriedAgainIfItMayPassAndNotForEver() {
        // The system takes no word of more than 128 KiB, so each start is refused as one is for want of memory.
        LocalWorkers refused = new LocalWorkers(2, Spares.none(), "x".repeat(200_000), List.of(), (line, log) -> {});
        Job job = Levada.embedded().workers(refused).run(topology);
        assertThatThrownBy(job::join)
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("has ended 6 times in a row before it was of any use, the last time worker 'w")
                .hasMessageContaining("cannot be started");
    }

    @Test
    void endsTheJobIfItCanNeverBe() {
        Job job = Levada.embedded().runner(RefusedStartTest::withoutJava).run(topology);
        assertThatThrownBy(job::join)
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("worker 1 cannot be started: there is no Java here");
    }

    private static Job withoutJava(JobOrder order) {
        RemoteJob job = new RemoteJob(
                new RemoteJob.Terms(List.of(), order.directory(), 2, Spares.none(), 0, Map.of()),
                order,
                new NoJava(),
                (line, log) -> {});
        job.start();
        return job.job();
    }

    private static final class NoJava implements WorkerHosts {
        @Override
        public void start(Location worker) throws IOException {
            throw new IOException("there is no Java here");
        }

        @Override
        public void kill(Location worker) {}

        @Override
        public void check(Location worker) {}

        @Override
        public void freeze(Location worker, boolean freeze) {}

        @Override
        public void close() {}
    }
}
