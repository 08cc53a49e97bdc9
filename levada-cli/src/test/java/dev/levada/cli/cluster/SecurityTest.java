package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.cli.terminal.JsonFile;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.Submission;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The security of a cluster of real processes; docs/security.md has the list. */
@Timeout(180)
final class SecurityTest {
    /** What two tasks in two processes hold between them at most: two inputs of 16 batches, and what is under way. */
    private static final long MOST_BUFFERED = 4 * 16 * 512;

    private static final long BUSY_RECORDS = 100_000;
    private static final int THREADS = 10_000;

    @TempDir
    private static Path directory;

    private static RunningCluster cluster;

    @BeforeAll
    static void start() {
        cluster = RunningCluster.start(directory, "one");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static String submit(String... words) {
        return cluster.client().submit(new Submission(List.of(words), directory.toString(), Optional.empty()));
    }

    private static void end(String job) {
        cluster.client().cancel(job);
        cluster.awaitEnd(job);
    }

    private static List<Long> pids(String job) {
        List<Long> pids = new ArrayList<>(cluster.awaitWorkers(job, 2).stream()
                .map(ClusterStatus.Worker::pid)
                .toList());
        pids.add(cluster.process("coordinator").pid());
        pids.add(cluster.process("one").pid());
        return pids;
    }

    private static String proc(long pid, String file) throws IOException {
        return Files.readString(Path.of("/proc/%d/%s".formatted(pid, file)), StandardCharsets.ISO_8859_1);
    }

    @Test
    void s2EachProcessListensOnTheLoopbackAddressOnly() throws IOException {
        String job = submit("flood", "--workers", "2");

        List<String> listening = Sockets.listening(pids(job));

        assertThat(listening).hasSizeGreaterThanOrEqualTo(7).allMatch(Sockets::isLoopback);
        end(job);
    }

    /** On the class path of each process of the cluster; to read one writes a file. */
    static final class Canary implements Serializable {
        private static final long serialVersionUID = 1L;

        private final String file;

        Canary(Path file) {
            this.file = file.toString();
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            Path unused = Files.writeString(Path.of(file), "read");
        }
    }

    @Test
    void s14ASerializedObjectIsReadByNobody() throws Exception {
        Path file = directory.resolve("canary");
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(new Canary(file));
        }
        new ObjectInputStream(new ByteArrayInputStream(object.toByteArray())).readObject();
        assertThat(file).exists(); // it would be, if somebody read it
        Files.delete(file);
        String job = submit("flood", "--workers", "2");

        List<String> ports = Sockets.listening(pids(job));
        assertThat(ports).hasSizeGreaterThanOrEqualTo(7);
        for (String port : ports) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Sockets.port(port))) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(object.toByteArray());
                socket.shutdownOutput();
                byte[] answer = socket.getInputStream().readAllBytes(); // until it is closed
                assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("java.io", "dev.levada");
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset"); // closed with bytes unread
            }
        }

        assertThat(file).doesNotExist();
        assertThat(cluster.job(job).report().recoveries()).isEmpty();
        end(job);
    }

    @Test
    void s15EachChildProcessRefusesSerializedObjects() throws IOException {
        String job = submit("flood", "--workers", "2");

        for (ClusterStatus.Worker worker : cluster.awaitWorkers(job, 2)) {
            assertThat(proc(worker.pid(), "cmdline").split("\0"))
                    .contains("-Djdk.serialFilter=!*", "-XX:+DisableAttachMechanism");
        }
        end(job);
    }

    @Test
    void s18AStuckConsumerBlocksItsProducer() {
        String job = submit("flood", "--set", "pause=0", "--workers", "replicas", "--parallelism", "1");
        TaskId consumer = TaskId.parse("counts#0");
        RunningCluster.until(() -> in(job, "counts#0") > BUSY_RECORDS);

        cluster.client().fault(job, new FaultCommand.Freeze(consumer));
        RunningCluster.until(() -> state(job, "counts#0") == JobStatus.State.FROZEN);
        awaitStandstill(job);

        assertThat(out(job, "numbers#0") - in(job, "counts#0")).isBetween(1L, MOST_BUFFERED);
        assertThat(state(job, "numbers#0")).isEqualTo(JobStatus.State.RUNNING);
        long stuck = in(job, "counts#0");
        cluster.client().fault(job, new FaultCommand.Unfreeze(consumer));
        RunningCluster.until(() -> in(job, "counts#0") > stuck + BUSY_RECORDS);
        end(job);
    }

    /** Until the producer has given out nothing from each of some reports of its worker to the next. */
    private static void awaitStandstill(String job) {
        long[] last = {-1, 0};
        RunningCluster.until(() -> {
            long now = out(job, "numbers#0");
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] > 40; // at 50 ms and more from one look to the next; workers report each half second
        });
    }

    private static JobStatus.Task task(String job, String alias) {
        return cluster.job(job).tasks().stream()
                .filter(task -> task.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    private static long in(String job, String alias) {
        return task(job, alias).in();
    }

    private static long out(String job, String alias) {
        return task(job, alias).out();
    }

    private static JobStatus.State state(String job, String alias) {
        return task(job, alias).state();
    }

    @Test
    void s22TenThousandThreadsHarmTheirOwnProcessOnly() throws IOException {
        String good = submit("flood", "--workers", "1");
        String unruly = submit("unruly", "--set", "deed=threads", "--workers", "1");
        long pid = cluster.awaitWorkers(unruly, 1).get(0).pid();
        RunningCluster.until(() ->
                threads(pid) > THREADS || cluster.job(unruly).report().state().isFinal());
        long before = in(good, "counts#0");

        RunningCluster.until(() -> in(good, "counts#0") > before);
        if (!cluster.job(unruly).report().state().isFinal()) { // else the system has not let it, which is told
            cluster.client().cancel(unruly);
        }
        cluster.awaitEnd(unruly);
        RunningCluster.until(() -> ProcessHandle.of(pid).isEmpty());

        assertThat(cluster.job(good).report().recoveries()).isEmpty();
        assertThat(cluster.process("coordinator").isAlive()).isTrue();
        assertThat(cluster.process("one").isAlive()).isTrue();
        end(good);
    }

    private static long threads(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/%d/task".formatted(pid)))) {
            return threads.count();
        } catch (IOException e) {
            return 0; // it is gone
        }
    }

    @Test
    void s23SecretsAreInNoLogNoAnswerNoDumpAndNoArgument() throws Exception {
        Cluster client = cluster.client();
        List<String> secrets = new ArrayList<>(List.of(RunningCluster.CANARY));
        try (Stream<Path> files = Files.list(Path.of(cluster.home()))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                secrets.add(Files.readString(file).strip());
            }
        }
        assertThat(secrets).hasSize(6); // four tokens, and what agents share
        assertThatThrownBy(() -> submit("no-such-pipeline", "--set", "password=" + RunningCluster.CANARY))
                .hasMessageNotContainingAny(secrets.toArray(String[]::new));
        String job = submit("flood", "--workers", "2", "--set", "password=" + RunningCluster.CANARY);
        List<ClusterStatus.Worker> workers = cluster.awaitWorkers(job, 2);

        List<String> told = new ArrayList<>();
        for (long pid : pids(job)) {
            told.add(proc(pid, "cmdline"));
            RunningCluster.signal("QUIT", pid); // prints its threads
        }
        for (ClusterStatus.Worker worker : workers) {
            told.add(proc(worker.pid(), "environ"));
            RunningCluster.until(() -> logs(job, worker).contains("Full thread dump"));
            told.add(logs(job, worker));
            told.add(scrape(worker.address().orElseThrow()));
        }
        for (String process : List.of("coordinator", "one")) {
            RunningCluster.until(
                    () -> String.join("\n", cluster.printed(process)).contains("Full thread dump"));
            told.addAll(cluster.printed(process));
        }
        String read = Door.token(cluster, "read");
        for (String path : List.of("/v1/status", "/v1/jobs/" + job, "/v1/jobs/" + job + "/logs", "/metrics", "/none")) {
            told.add(Door.get(cluster.address(), path, read).body());
        }
        told.add(JsonFile.text(StatusContent.of(client.status())));
        end(job);
        for (String process : List.of("coordinator", "one")) {
            told.add(Files.readString(cluster.log(process)));
        }

        assertThat(told).hasSizeGreaterThan(20);
        assertThat(told).noneMatch(text -> secrets.stream().anyMatch(text::contains));
    }

    private static String logs(String job, ClusterStatus.Worker worker) {
        return String.join("\n", cluster.client().logs(job, Optional.of(worker.id()), 10_000));
    }

    private static String scrape(String door) throws IOException {
        return Door.get(door, "/metrics", Door.token(cluster, "metrics")).body();
    }

    @Test
    void s24NothingInASubmissionIsReplaced() throws IOException {
        assertThatThrownBy(() -> submit("wordcount", "--input", "${file:/etc/passwd}"))
                .hasMessageContaining("${file:/etc/passwd}")
                .hasMessageNotContaining("root:");
        assertThatThrownBy(() -> submit("wordcount", "--input", "${env:HOME}")).hasMessageContaining("${env:HOME}");
        Path input = Files.writeString(directory.resolve("in.txt"), "a");
        assertThatThrownBy(() -> submit("wordcount", "--input", input.toString(), "--state-dir", "state"))
                .hasMessageContaining("--state-dir has no meaning");
    }
}
