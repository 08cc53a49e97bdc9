package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.console.Audit;
import dev.levada.console.ClientDoor;
import dev.levada.console.DoorOptions;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.job.JobState;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands to a cluster, through the door that a coordinator opens. */
@Timeout(120)
final class ClusterCommandsTest {
    @TempDir
    Path directory;

    private final FakeCluster cluster = new FakeCluster();
    private ClientDoor door;

    @BeforeEach
    void open() {
        cluster.jobs.add(FakeCluster.job("words-1", JobState.RUNNING, "split#0", "count#0"));
        door = ClientDoor.open(DoorOptions.loopback(0, directory.resolve("tokens")), cluster, () -> "", new Audit() {
            @Override
            public void action(Entry entry) {}

            @Override
            public void unexpected(Entry entry, Throwable error) {}
        });
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Outcome levada(Object... args) {
        List<Object> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of(
                "--cluster", "127.0.0.1:" + door.address().getPort(), "--token-dir", directory.resolve("tokens")));
        return Outcome.of(all.toArray());
    }

    @Test
    void submitsWhatWasTypedWithThePlaceWhereItWas() {
        Outcome outcome = levada(
                "submit",
                "conf/dad.conf",
                "--input",
                "a.txt",
                "b.txt",
                "--set",
                "k=${env:HOME}",
                "--set",
                "l=2",
                "--loopback",
                "--lib",
                "x=y.jar",
                "--guarantee",
                "exactly-once",
                "--workers",
                "3",
                "--name",
                "mine");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("words-1\n");
        assertThat(outcome.code()).isZero();
        assertThat(cluster.submitted.name()).contains("mine");
        assertThat(cluster.submitted.directory())
                .isEqualTo(Path.of("").toAbsolutePath().toString());
        assertThat(cluster.submitted.arguments())
                .startsWith("conf/dad.conf")
                .containsSequence("--input", "a.txt", "--input", "b.txt")
                .containsSequence("--set", "k=${env:HOME}", "--set", "l=2")
                .containsSequence("--lib", "x=y.jar")
                .containsSequence("--guarantee", "exactly-once")
                .containsSequence("--workers", "3")
                .contains("--loopback")
                .doesNotContain("mine", "--name", "--cluster", "--token-dir")
                .hasSize(16);
    }

    @Test
    void showsWhoRunsWhere() {
        Outcome outcome = levada("status");

        assertThat(outcome.out().lines())
                .anyMatch(line -> line.matches("a1 +127.0.0.1:10000 +connected +1"))
                .anyMatch(line -> line.matches("w1 +4711 +a1 +running +1 +words-1"))
                .anyMatch(line -> line.matches("words-1 +running +exactly-once +checkpoint +7 +1 +2"))
                .anyMatch(line -> line.matches("count#0 +2 +w1 +running +10 +20 +words-1"))
                .contains("words-1: error: an error\\u{1b}[2J of its own");
        assertThat(levada("status", "words-1").out()).contains("4711").doesNotContain("4712", "AGENT  ADDRESS");
        assertThat(levada("status", "wrods-1").err()).contains("did you mean 'words-1'?");
        assertThat(levada("status", "wrods-1").code()).isEqualTo(2);
    }

    @Test
    void showsTheSameToScripts() {
        JsonNode status =
                JsonMapper.shared().readTree(levada("status", "--json").out());

        assertThat(status.at("/workers/0/pid").asLong()).isEqualTo(4711);
        assertThat(status.at("/workers/0/job").asString()).isEqualTo("words-1");
        assertThat(status.at("/workers/1/job").isNull()).isTrue();
        assertThat(status.at("/agents/0/state").asString()).isEqualTo("CONNECTED");
        assertThat(status.at("/tasks/1/alias").asString()).isEqualTo("count#0");
        assertThat(status.at("/tasks/1/incarnation").asLong()).isEqualTo(2);
        assertThat(status.at("/tasks/1/worker").asString()).isEqualTo("w1");
        assertThat(status.at("/tasks/1/pid").asLong()).isEqualTo(4711);
        assertThat(status.at("/tasks/1/state").asString()).isEqualTo("RUNNING");
        assertThat(status.at("/jobs/0/id").asString()).isEqualTo("words-1");
        assertThat(status.at("/jobs/0/state").asString()).isEqualTo("RUNNING");
        assertThat(status.at("/jobs/0/epochs/completed").asLong()).isEqualTo(7);
        assertThat(status.at("/jobs/0/recoveries/0/online").asDouble()).isEqualTo(20);
        assertThat(status.at("/jobs/0/latency/p999").asDouble()).isEqualTo(4);
    }

    @Test
    void commandsJobs() {
        assertThat(levada("cancel", "words-1").out()).isEqualTo("words-1 is being cancelled\n");
        assertThat(levada("rescale", "words-1", "--parallelism", 4).out()).isEqualTo("goes on with 4\n");
        assertThat(levada("savepoint", "take", "words-1", "--output", "x/../kept")
                        .code())
                .isZero();

        assertThat(cluster.asked)
                .containsExactly(
                        "cancel words-1",
                        "rescale words-1 4",
                        "savepoint words-1 " + Path.of("kept").toAbsolutePath());
    }

    @Test
    void makesFaultsInTheOnlyJobThatTheyFit() {
        cluster.jobs.add(FakeCluster.job("done-1", JobState.FINISHED, "split#0"));
        assertThat(levada("fault", "crash", "split#0").out()).isEqualTo("split#0 of words-1: done\n");
        levada("fault", "freeze", "count#0");
        levada("fault", "unfreeze", "count#0", "--job", "other");
        levada("fault", "slow", "count#0", 50);
        levada("fault", "partition", "w1", "w2", "--for", 500);

        assertThat(cluster.asked)
                .containsExactly(
                        "fault words-1 Crash[task=split#0]",
                        "fault words-1 Freeze[task=count#0]",
                        "fault other Unfreeze[task=count#0]",
                        "fault words-1 Slow[task=count#0, interval=PT0.05S]",
                        "fault words-1 Partition[one=w1, other=w2, heals=Optional[PT0.5S]]");

        cluster.jobs.add(FakeCluster.job("words-2", JobState.RUNNING, "split#0"));
        assertThat(levada("fault", "crash", "split#0").err()).contains("words-1, words-2; name one with --job");
        assertThat(levada("fault", "crash", "splat#0").err()).contains("did you mean 'split#0'?");
        assertThat(levada("fault", "crash", "split").err()).contains("names no task");
        assertThat(levada("fault", "partition", "w1", "w1").code()).isEqualTo(2);
        assertThat(levada("fault", "slow", "count#0", -1).code()).isEqualTo(2);
        assertThat(Outcome.of("fault").err()).contains("crash, freeze, unfreeze, slow, partition");
    }

    @Test
    void followsTheLogUntilTheJobEnds() {
        cluster.logs.addAll(List.of(List.of("a", "b"), List.of("b", "b", "c\u001b[31m"), List.of("c\u001b[31m", "d")));

        assertThat(levada("logs", "words-1", "-f", "--lines", 1).out().lines())
                .containsExactly("b", "b", "c\\u{1b}[31m", "d");
        assertThat(cluster.asked).hasSize(4);
    }

    @Test
    void showsTheLog() {
        cluster.logs.add(List.of("a", "b"));

        assertThat(levada("logs", "words-1", "--worker", "w1", "--lines", 7)
                        .out()
                        .lines())
                .containsExactly("a", "b");
        assertThat(cluster.asked).containsExactly("logs words-1 Optional[w1] 7");
        assertThat(levada("logs", "words-1", "--lines", 0).code()).isEqualTo(2);
    }

    @Test
    void endsWithTheExitCodeOfTheProblem() {
        cluster.failure = Optional.of(new GuaranteeException("exactly-once cannot be; take less"));
        assertThat(levada("submit", "x").code()).isEqualTo(3);
        assertThat(levada("submit", "x").err()).isEqualTo("levada: exactly-once cannot be; take less\n");
        cluster.failure = Optional.of(new BadInputException("no such file; name another"));
        assertThat(levada("submit", "x").code()).isEqualTo(2);
        cluster.failure = Optional.of(new RefusedException("it has ended; start another"));
        assertThat(levada("cancel", "words-1").code()).isEqualTo(1);
        assertThat(levada("cancel", "words-1").err()).isEqualTo("levada: it has ended; start another\n");
        cluster.failure = Optional.of(new IllegalStateException("a secret"));
        assertThat(levada("cancel", "words-1").err()).contains("defect").doesNotContain("secret");
        assertThat(levada("submit").err()).contains("PIPELINE is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "..", "a b", "a/../b", "%2e%2e", ""})
    void asksForNoJobThatCannotBe(String job) {
        assertThat(levada("cancel", job).code()).isEqualTo(2);
        assertThat(levada("cancel", job).err()).contains("no id of a job");
        assertThat(cluster.asked).isEmpty();
    }

    @Test
    void saysThatATokenIsMissingOrWrong() throws IOException {
        String port = "127.0.0.1:" + door.address().getPort();
        Outcome missing = Outcome.of("status", "--cluster", port, "--token-dir", directory.resolve("none"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no token", "read.token", "--token-dir");

        Path others = Files.createDirectory(directory.resolve("others"));
        Files.writeString(others.resolve("read.token"), "x".repeat(43));
        Outcome wrong = Outcome.of("status", "--cluster", port, "--token-dir", others);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("does not know the token").doesNotContain("xxx");
    }

    @Test
    void saysThatThereIsNoCluster() throws IOException {
        String free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = "127.0.0.1:" + socket.getLocalPort();
        }
        for (String command :
                List.of("status", "cancel x", "logs x", "submit x", "fault crash a#0", "rescale x --parallelism 2")) {
            List<Object> args = new ArrayList<>(Arrays.asList((Object[]) command.split(" ")));
            args.addAll(List.of("--cluster", free, "--token-dir", directory));
            Outcome outcome = Outcome.of(args.toArray());
            assertThat(outcome.code()).as(command).isEqualTo(4);
            assertThat(outcome.err())
                    .as(command)
                    .startsWith("levada: no cluster at " + free + ": nobody listens there; start one with");
        }
        assertThat(Outcome.of("status", "--cluster", "nonsense").code()).isEqualTo(2);
        assertThat(Outcome.of("status", "--cluster", "nonsense").err()).contains("such as 127.0.0.1:10002");
    }
}
