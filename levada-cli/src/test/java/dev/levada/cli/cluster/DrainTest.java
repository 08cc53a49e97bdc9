package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.Submission;
import dev.levada.node.job.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes do when they are told to end. */
@Timeout(180)
final class DrainTest {
    private static final int LINES = 3_000;

    @TempDir
    Path directory;

    @Test
    void eachProcessThatIsToldToEndClosesWhatItHasAndTheResultIsExact() throws Exception {
        Files.write(
                directory.resolve("in.txt"),
                IntStream.range(0, LINES).mapToObj(i -> "w" + i % 100).toList());
        try (RunningCluster cluster = RunningCluster.start(directory, "one", "two")) {
            Cluster client = cluster.client();
            String job = client.submit(new Submission(
                    List.of(
                            "wordcount",
                            "--input",
                            "in.txt",
                            "--output",
                            "out.txt",
                            "--guarantee",
                            "exactly-once",
                            "--epoch",
                            "100",
                            "--workers",
                            "2"),
                    directory.toString(),
                    Optional.empty()));
            client.interval(job, "source", Duration.ofMillis(10));
            List<ClusterStatus.Worker> workers = cluster.awaitWorkers(job, 2);
            cluster.awaitEpochs(job, 1);

            ClusterStatus.Worker worker = workers.get(0);
            RunningCluster.signal("INT", worker.pid()); // as Ctrl-C would, meant for another process of the terminal
            RunningCluster.signal("TERM", worker.pid());
            RunningCluster.until(() -> ProcessHandle.of(worker.pid()).isEmpty());
            cluster.awaitWorkers(job, 2);
            assertThat(client.logs(job, Optional.of(worker.id()), 100))
                    .anyMatch(line -> line.contains("told to end: closing all tasks"));
            assertThat(cluster.job(job).report().warnings())
                    .anyMatch(warning -> warning.contains(", process 1, has ended: exit code 0"));
            cluster.awaitEpochs(job, 1);

            List<Long> ofTwo = pids(cluster, job, "two");
            assertThat(ofTwo).isNotEmpty();
            assertThat(ended(cluster, "two")).isZero();
            assertThat(ofTwo).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
            assertThat(Files.readString(cluster.log("two"))).contains("closed the workers", "closed the HTTP door");
            RunningCluster.until(() -> client.status().agents().size() == 1); // it has said goodbye, so it is not lost
            RunningCluster.until(() -> cluster.awaitWorkers(job, 2).stream()
                    .allMatch(each -> each.agent().equals("one")));
            cluster.awaitEpochs(job, 1);

            List<Long> ofOne = pids(cluster, job, "one");
            assertThat(ended(cluster, "coordinator")).isZero();
            assertThat(Files.readString(cluster.log("coordinator"))).contains("closed the cluster");
            RunningCluster.until(
                    () -> ofOne.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
            cluster.startCoordinator();
            cluster.awaitAgents(1);
            cluster.awaitEnd(job);

            assertThat(cluster.job(job).report().state()).isEqualTo(JobState.FINISHED);
            List<String> expected = new ArrayList<>(IntStream.range(0, 100)
                    .mapToObj(i -> "W%d, %d".formatted(i, LINES / 100))
                    .sorted()
                    .toList());
            assertThat(Files.readAllLines(directory.resolve("out.txt")).stream()
                            .sorted()
                            .toList())
                    .isEqualTo(expected);
        }
    }

    private static List<Long> pids(RunningCluster cluster, String job, String agent) {
        return cluster.awaitWorkers(job, 2).stream()
                .filter(each -> each.agent().equals(agent))
                .map(ClusterStatus.Worker::pid)
                .toList();
    }

    /** Tells a process to end; its exit code. */
    private static int ended(RunningCluster cluster, String name) throws Exception {
        Process process = cluster.process(name);
        RunningCluster.signal("TERM", process.pid());
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("%s has ended", name)
                .isTrue();
        return process.exitValue();
    }
}
