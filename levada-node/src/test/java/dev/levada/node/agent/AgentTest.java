package dev.levada.node.agent;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent and real processes. */
@Timeout(120)
final class AgentTest {
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    @TempDir
    Path directory;

    private final Reports reports = new Reports();
    private Agent agent;

    @BeforeEach
    void open() throws IOException {
        agent = Agent.open(directory.resolve("agent"), reports);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @Test
    void reportsTheCodeThatAProcessReturns() throws Exception {
        long pid = start("seven", "exit", "7");

        WorkerExit exit = reports.awaitExit();

        assertThat(exit.id()).isEqualTo("seven");
        assertThat(exit.pid()).isEqualTo(pid);
        assertThat(exit.code()).isEqualTo(7);
        assertThat(exit.signal()).isEmpty();
        assertThat(agent.workers()).isEmpty();
    }

    @Test
    void reportsEachOfManyKillsOnceAndSoon() throws Exception {
        int rounds = 20;
        List<Long> delays = new ArrayList<>();
        Set<Long> pids = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            pids.add(startReady("again", "wait"));
            long killed = System.nanoTime();
            assertThat(agent.kill("again")).isTrue();
            WorkerExit exit = reports.awaitExit();
            delays.add(System.nanoTime() - killed);
            assertThat(exit.signal()).hasValue(SIGKILL);
            assertThat(exit.nanos()).isBetween(killed, System.nanoTime());
            assertThat(pids).contains(exit.pid());
        }
        agent.close();

        assertThat(pids).hasSize(rounds);
        assertThat(reports.started()).containsExactlyInAnyOrderElementsOf(pids);
        assertThat(reports.rest()).isEmpty();
        List<Long> sorted = delays.stream().sorted().toList();
        System.out.printf(
                "exit reported after a kill: median %d us, maximum %d us%n",
                NANOSECONDS.toMicros(sorted.get(rounds / 2)), NANOSECONDS.toMicros(sorted.get(rounds - 1)));
        assertThat(sorted.get(rounds - 1)).isLessThan(SECONDS.toNanos(1));
    }

    @Test
    void handsOverWhatTheWorkerNeedsAndNothingElse() throws Exception {
        Path place = Files.createDirectory(directory.resolve("place"));
        byte[] secret = {0, 1, 10, 13, -1};
        agent.start(new WorkerLaunch(
                "tell",
                ChildMain.class.getName(),
                List.of("tell", "an argument"),
                place,
                Map.of("LEVADA_TEST", "yes"),
                48,
                Secret.of(secret)));

        String told = String.join("\n", awaitLog("tell", "on the other stream"));

        assertThat(told)
                .contains("secret 00010a0dff", "filter !*", "directory " + place.toRealPath(), "LEVADA_TEST=yes")
                .contains("-Xmx48m", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisableAttachMechanism");
        assertThat(told.replace("secret 00010a0dff", "")).doesNotContain("00010a0dff");
        assertThat(told).doesNotContain("SHLVL", "JAVA_HOME=");
    }

    @Test
    void letsAProcessThatUsesUpItsMemoryEnd() throws Exception {
        startReady("neighbour", "wait");
        start("greedy", "exhaust");

        WorkerExit exit = reports.awaitExit();

        assertThat(exit.id()).isEqualTo("greedy");
        assertThat(exit.code()).isEqualTo(WorkerExit.OUT_OF_MEMORY);
        assertThat(agent.workers()).extracting(RunningWorker::id).containsExactly("neighbour");
    }

    @Test
    void asksAProcessToEnd() throws Exception {
        start("polite", "wait");
        awaitLog("polite", "waiting");

        assertThat(agent.stop("polite", Duration.ofMinutes(1))).isTrue();

        assertThat(reports.awaitExit().signal()).hasValue(SIGTERM);
        assertThat(awaitLog("polite", "farewell")).endsWith("farewell");
    }

    @Test
    void killsAProcessThatDoesNotEndInItsGrace() throws Exception {
        start("stuck", "hang");
        awaitLog("stuck", "hanging");
        long asked = System.nanoTime();

        agent.stop("stuck", Duration.ofMillis(300));
        WorkerExit exit = reports.awaitExit();

        assertThat(exit.signal()).hasValue(SIGKILL);
        assertThat(exit.nanos() - asked).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(300));
    }

    @Test
    void freezesThawsAndKillsFrozenOnes() throws Exception {
        long pid = startReady("still", "wait");

        assertThat(agent.freeze("still")).isTrue();
        Await.until(() -> state(pid).equals("T"));
        assertThat(agent.workers()).containsExactly(new RunningWorker("still", pid, true));
        assertThat(agent.thaw("still")).isTrue();
        Await.until(() -> !state(pid).equals("T"));
        assertThat(agent.workers()).containsExactly(new RunningWorker("still", pid, false));

        agent.freeze("still");
        agent.kill("still");
        assertThat(reports.awaitExit().signal()).hasValue(SIGKILL);
    }

    @Test
    void asksFrozenOnesToEndSoThatTheyHearIt() throws Exception {
        startReady("still", "wait");
        agent.freeze("still");

        agent.stop("still", Duration.ofMinutes(1));

        assertThat(reports.awaitExit().signal()).hasValue(SIGTERM);
    }

    @Test
    void doesNothingToWorkersThatAreGone() throws Exception {
        assertThat(agent.stop("nobody", Duration.ZERO)).isFalse();
        assertThat(agent.kill("nobody")).isFalse();
        assertThat(agent.freeze("nobody")).isFalse();
        assertThat(agent.thaw("nobody")).isFalse();
        assertThatThrownBy(() -> agent.log("nobody", 1)).hasMessageContaining("no log of a worker 'nobody'");
        assertThatThrownBy(() -> agent.log("../agent", 1)).hasMessageContaining("no log of a worker");
    }

    @Test
    void saysWhyNothingWasStarted() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        WorkerLaunch lost = new WorkerLaunch(
                "lost", ChildMain.class.getName(), List.of("wait"), nowhere, Map.of(), 32, Secret.of(new byte[0]));
        assertThatThrownBy(() -> agent.start(lost))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("worker 'lost' cannot be started")
                .hasMessageContaining(nowhere.toString())
                .matches(refused -> !((LaunchException) refused).isPassing());

        String tooLong = "x".repeat(200_000); // the system takes no word of more than 128 KiB
        assertThatThrownBy(() -> start("long", tooLong))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("worker 'long' cannot be started")
                .matches(refused -> ((LaunchException) refused).isPassing());

        long pid = startReady("twice", "wait");
        assertThatThrownBy(() -> start("twice", "wait"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("runs already, as process " + pid);

        agent.close();
        assertThatThrownBy(() -> start("late", "wait")).hasMessageContaining("its agent is closed");
        assertThat(reports.started()).containsExactly(pid);
    }

    @Test
    void startsNoMoreThanItsHostCanBear() throws Exception {
        try (Agent small = Agent.open(directory.resolve("small"), reports, 1)) {
            small.start(launch("first", "wait"));
            assertThatThrownBy(() -> small.start(launch("second", "wait")))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("worker 'second' cannot be started: 1 workers run here");
        }
    }

    @Test
    void saysThatJavaIsGone() throws Exception {
        JavaCommand gone = new JavaCommand(directory.resolve("java"), List.of(), "");
        try (FileDisk disk = FileDisk.open(directory.resolve("disk"))) {
            assertThatThrownBy(() -> Child.start(gone, launch("lost", "wait"), new RollingLog(disk, "log")))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("'%s' is not there or not executable".formatted(gone.java()));
        }
    }

    @Test
    void isTheOnlyAgentOfItsDirectory() {
        assertThatThrownBy(() -> Agent.open(directory.resolve("agent"), reports))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is in use by another run");
    }

    @Test
    void keepsTheLastLinesOfEndedWorkersForTheOwnerOnly() throws Exception {
        start("chatty", "print", "100000");
        reports.awaitExit();

        List<String> last = awaitLog("chatty", "line 100000");

        assertThat(last).startsWith("line 99991").hasSize(10);
        Path log = directory.resolve("agent/logs/chatty/output.0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesNoProcessAndOnlyLogsWhenClosed() throws Exception {
        startReady("one", "wait");
        startReady("two", "wait");
        agent.freeze("two");
        List<Long> pids = agent.workers().stream().map(RunningWorker::pid).toList();

        agent.close();

        assertThat(reports.rest()).extracting(WorkerExit::id).containsExactlyInAnyOrder("one", "two");
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        try (Stream<Path> left = Files.list(directory.resolve("agent"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("logs", "lock");
        }
    }

    private long start(String id, String... arguments) throws IOException {
        return agent.start(launch(id, arguments));
    }

    private WorkerLaunch launch(String id, String... arguments) {
        return new WorkerLaunch(
                id, ChildMain.class.getName(), List.of(arguments), directory, Map.of(), 32, Secret.of(new byte[] {1}));
    }

    /** Starts one, and waits until its main class runs; earlier lives of the same id have left their lines too. */
    private long startReady(String id, String... arguments) throws IOException {
        long before = linesReady(id);
        long pid = start(id, arguments);
        Await.until(() -> linesReady(id) > before);
        return pid;
    }

    private long linesReady(String id) throws IOException {
        return Files.exists(directory.resolve("agent/logs/" + id + "/output.0"))
                ? agent.log(id, Agent.MAX_LINES).stream()
                        .filter("ready"::equals)
                        .count()
                : 0;
    }

    private List<String> awaitLog(String id, String line) throws IOException {
        Await.until(() -> agent.log(id, 10).contains(line));
        return agent.log(id, 10);
    }

    private static String state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    }
}
