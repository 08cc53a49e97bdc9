package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.cli.Cli;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.job.JobState;
import dev.levada.node.savepoint.Savepoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A coordinator, agents and workers as processes of their own, some of which die. */
@Timeout(180)
final class StandingClusterTest {
    private static final int LINES = 4_000;
    private static final Duration SLOW = Duration.ofMillis(2);

    @TempDir
    Path directory;

    private Path input() throws IOException {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add("w%d w%d w%d".formatted(random.nextInt(500), random.nextInt(500), random.nextInt(500)));
        }
        return Files.write(directory.resolve("in.txt"), lines);
    }

    private List<String> expected(Path input) throws IOException {
        Path output = directory.resolve("expected.txt");
        assertThat(levada("run", "wordcount", "--input", input.toString(), "--output", output.toString()))
                .isEmpty();
        return sorted(output);
    }

    private static List<String> sorted(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.sorted().toList();
        }
    }

    /** What a command prints. */
    private static String levada(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(
                List.of(arguments),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A word count that takes its time until it is told not to. */
    private String submitSlow(Cluster cluster, String output) {
        String job = submit(
                cluster,
                "wordcount",
                "--input",
                "in.txt",
                "--output",
                output,
                "--guarantee",
                "exactly-once",
                "--epoch",
                "100",
                "--workers",
                "2",
                "--parallelism",
                "2");
        cluster.interval(job, "source", SLOW);
        return job;
    }

    private String submit(Cluster cluster, String... words) {
        return cluster.submit(new Submission(Arrays.asList(words), directory.toString(), Optional.empty()));
    }

    @Test
    void eachProcessCanDieAndTheResultIsExact() throws Exception {
        List<String> expected = expected(input());
        try (RunningCluster cluster = RunningCluster.start(directory, "one", "two")) {
            Cluster client = cluster.client();
            String job = submitSlow(client, "out.txt");

            List<ClusterStatus.Worker> workers = cluster.awaitWorkers(job, 2);
            assertThat(workers).extracting(ClusterStatus.Worker::agent).containsExactlyInAnyOrder("one", "two");
            cluster.awaitEpochs(job, 1);
            String victim = workers.get(0).id();
            client.fault(job, new FaultCommand.Crash(TaskId.parse("source#0")));
            RunningCluster.until(() -> cluster.workers(job).stream()
                    .noneMatch(worker -> worker.id().equals(victim)));
            cluster.awaitWorkers(job, 2);
            cluster.awaitEpochs(job, 1);

            cluster.kill("coordinator");
            cluster.startCoordinator();
            cluster.awaitAgents(2);
            RunningCluster.until(() -> cluster.job(job).tasks().size() == 6);
            assertThat(cluster.job(job).report().state()).isEqualTo(JobState.RUNNING); // as slow as before
            cluster.awaitEpochs(job, 1);

            List<Long> orphans = cluster.workers(job).stream()
                    .filter(worker -> worker.agent().equals("two"))
                    .map(ClusterStatus.Worker::pid)
                    .toList();
            assertThat(orphans).hasSize(1).doesNotContain(0L);
            cluster.kill("two");
            RunningCluster.until(() -> ProcessHandle.of(orphans.get(0)).isEmpty());
            RunningCluster.until(() -> cluster.awaitWorkers(job, 2).stream()
                    .allMatch(worker -> worker.agent().equals("one")));
            client.interval(job, "source", Duration.ZERO);
            cluster.awaitEnd(job);

            assertThat(cluster.job(job).report().state()).isEqualTo(JobState.FINISHED);
            assertThat(sorted(directory.resolve("out.txt"))).isEqualTo(expected);
        }
    }

    @Test
    void jobsAreKeptRescaledAndCancelled() throws Exception {
        List<String> expected = expected(input());
        try (RunningCluster cluster = RunningCluster.start(directory, "one", "two")) {
            Cluster client = cluster.client();
            String job = submitSlow(client, "out.txt");
            cluster.awaitEpochs(job, 1);

            JsonNode status = JsonMapper.builder()
                    .build()
                    .readTree(
                            levada("status", "--json", "--cluster", cluster.address(), "--token-dir", cluster.home()));
            assertThat(status.at("/agents").size()).isEqualTo(2);
            assertThat(status.at("/jobs/0/id").asString()).isEqualTo(job);
            assertThat(status.at("/tasks").size()).isEqualTo(6);
            assertThat(status.at("/tasks/0/pid").asLong()).isPositive();

            Path savepoint = directory.resolve("kept");
            assertThat(client.savepoint(job, savepoint.toString())).isEqualTo(savepoint.toString());
            try (Savepoint kept = Savepoint.open(savepoint)) {
                assertThat(kept.manifest().tasks()).containsEntry("counts", 2);
                assertThat(kept.manifest().epoch()).isPositive();
                assertThat(kept.manifest().snapshots()).hasSize(6);
            }
            assertThatThrownBy(() -> client.savepoint(job, savepoint.toString()))
                    .hasMessageContaining("is not empty");
            assertThat(client.rescale(job, 3)).contains("3 tasks");
            assertThat(cluster.job(job).tasks())
                    .extracting(JobStatus.Task::alias)
                    .contains("counts#2")
                    .doesNotContain("counts#3");
            cluster.awaitEnd(job);
            assertThat(sorted(directory.resolve("out.txt"))).isEqualTo(expected);
            assertThatThrownBy(() -> client.cancel(job))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("has ended");

            String third = submitSlow(client, "never.txt");
            List<ClusterStatus.Worker> workers = cluster.awaitWorkers(third, 2);
            client.fault(
                    third,
                    new FaultCommand.Partition(
                            workers.get(0).id(), workers.get(1).id(), Optional.of(Duration.ofMillis(300))));
            client.fault(third, new FaultCommand.Freeze(TaskId.parse("counts#0")));
            RunningCluster.until(() -> cluster.job(third).tasks().stream()
                    .anyMatch(task -> task.alias().equals("counts#0") && task.state() == JobStatus.State.FROZEN));
            client.fault(third, new FaultCommand.Unfreeze(TaskId.parse("counts#0")));
            client.fault(third, new FaultCommand.Slow(TaskId.parse("counts#0"), Duration.ofMillis(1)));
            client.cancel(third);
            cluster.awaitEnd(third);
            assertThat(cluster.job(third).report().state()).isEqualTo(JobState.CANCELLED);
            assertThat(directory.resolve("never.txt")).doesNotExist();
            RunningCluster.until(() -> workers.stream()
                    .allMatch(worker -> ProcessHandle.of(worker.pid()).isEmpty()));
        }
    }

    @Test
    void aTaskThatIsFrozenStaysSoInAnotherProcessUntilItIsThawed() throws Exception {
        List<String> expected = expected(input());
        try (RunningCluster cluster = RunningCluster.start(directory, "one")) {
            Cluster client = cluster.client();
            String job = submitSlow(client, "out.txt");
            cluster.awaitWorkers(job, 2);
            cluster.awaitEpochs(job, 1);
            JobStatus.Task before = task(cluster, job, "counts#0");
            client.fault(job, new FaultCommand.Freeze(TaskId.parse("counts#0")));
            RunningCluster.until(() -> task(cluster, job, "counts#0").state() == JobStatus.State.FROZEN);

            long pid = cluster.workers(job).stream()
                    .filter(worker -> worker.id().equals(before.worker()))
                    .findFirst()
                    .orElseThrow()
                    .pid();
            RunningCluster.kill(pid);
            RunningCluster.until(() -> {
                JobStatus.Task now = task(cluster, job, "counts#0");
                return now.incarnation() > before.incarnation() && now.state() == JobStatus.State.FROZEN;
            });
            client.interval(job, "source", Duration.ZERO);
            client.fault(job, new FaultCommand.Unfreeze(TaskId.parse("counts#0")));

            cluster.awaitEnd(job);
            assertThat(sorted(directory.resolve("out.txt"))).isEqualTo(expected);
        }
    }

    private static JobStatus.Task task(RunningCluster cluster, String job, String alias) {
        return cluster.job(job).tasks().stream()
                .filter(task -> task.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void replicasRunWhereTheirAddressesSayAndBeginWhenTheShellStartsThem() throws Exception {
        Files.writeString(directory.resolve("rows.dat"), "1, a\n2, b\n3, c\n");
        Path conf = Files.writeString(directory.resolve("job.conf"), """
                Semantics exactly-once
                OP1 INPUT_OPS rows.dat REP_FACT 2 ROUTING hashing(1)
                ADDRESS tcp://10.9.9.1:11000/op, tcp://10.9.9.2:11000/op OPERATOR_SPEC DUP
                OP2 INPUT_OPS OP1 REP_FACT 1 ROUTING primary
                ADDRESS tcp://10.9.9.1:11001/op OPERATOR_SPEC DUP
                """);
        try (RunningCluster cluster = RunningCluster.start(directory)) {
            cluster.startAgent("one", "--serves", "10.9.9.1,10.9.9.3");
            cluster.awaitAgents(1);
            Cluster client = cluster.client();
            assertThatThrownBy(() -> submit(client, conf.toString(), "--output", "out.txt"))
                    .hasMessageContaining("job.conf:3:34: error: no agent serves 10.9.9.2")
                    .hasMessageNotContaining("serves 10.9.9.1");
            cluster.startAgent("two", "--serves", "10.9.9.2");
            cluster.awaitAgents(2);

            String job = submit(client, conf.toString(), "--output", "out.txt");
            RunningCluster.until(() -> cluster.job(job).tasks().stream()
                    .allMatch(task -> task.state() == JobStatus.State.RUNNING
                            || task.state() == JobStatus.State.FINISHED)); // the one that reads the file
            assertThat(agentOf(cluster, job, "OP1#0")).isEqualTo("one");
            assertThat(agentOf(cluster, job, "OP1#1")).isEqualTo("two");
            assertThat(agentOf(cluster, job, "OP2#0")).isEqualTo("one");

            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int code = Cli.run(
                    List.of("shell", "--cluster", cluster.address(), "--token-dir", cluster.home()),
                    new ByteArrayInputStream("Status OP1 1\nStart OP1\nStart OP2\n".getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("Start OP1", "OP1 1, running, 0 in, 0 out");
            assertThat(code).isZero();
            cluster.awaitEnd(job);
            assertThat(cluster.job(job).report().state()).isEqualTo(JobState.FINISHED);
            assertThat(sorted(directory.resolve("out.txt"))).containsExactly("1, a", "2, b", "3, c");
        }
    }

    private static String agentOf(RunningCluster cluster, String job, String alias) {
        String worker = task(cluster, job, alias).worker();
        return cluster.workers(job).stream()
                .filter(each -> each.id().equals(worker))
                .map(ClusterStatus.Worker::agent)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void s22WhatAJobDoesToItsProcessHarmsNoOther() throws Exception {
        List<String> expected = expected(input());
        try (RunningCluster cluster = RunningCluster.start(directory, "one")) {
            Cluster client = cluster.client();
            String good = submitSlow(client, "out.txt");
            client.interval(good, "source", Duration.ofSeconds(1)); // it is to outlast all that follows
            assertThatThrownBy(() -> submit(client, "unruly", "--set", "deed=plan-exit"))
                    .hasMessageContaining("ended the process that planned it")
                    .hasMessageContaining("exit code 7");
            assertThatThrownBy(() -> submit(client, "unruly", "--set", "deed=plan-memory"))
                    .hasMessageContaining("out of memory");
            String exits = submit(client, "unruly", "--set", "deed=exit", "--workers", "1");
            String hoards = submit(client, "unruly", "--set", "deed=memory", "--workers", "1");
            RunningCluster.until(() -> warnings(cluster, exits).contains("exit code 7"));
            RunningCluster.until(() -> warnings(cluster, hoards).contains("out of memory"));
            client.cancel(exits);
            client.cancel(hoards);
            String spins = submit(client, "unruly", "--set", "deed=spin", "--workers", "1");
            long pid = cluster.awaitWorkers(spins, 1).get(0).pid();
            client.cancel(spins);
            client.interval(good, "source", Duration.ZERO);

            cluster.awaitEnd(good);
            cluster.awaitEnd(spins);
            assertThat(cluster.job(good).report().recoveries()).isEmpty();
            assertThat(sorted(directory.resolve("out.txt"))).isEqualTo(expected);
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThat(cluster.process("coordinator").isAlive()).isTrue();
            assertThat(cluster.process("one").isAlive()).isTrue();
        }
    }

    private static String warnings(RunningCluster cluster, String job) {
        return String.join("\n", cluster.job(job).report().warnings());
    }
}
