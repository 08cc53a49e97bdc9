package dev.levada.node.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.core.plan.TaskId;
import dev.levada.io.net.RefusedException;
import dev.levada.io.net.Secret;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.Submission;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.metrics.Metrics;
import dev.levada.node.processes.Spares;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator, and agents and workers that only say so. */
@Timeout(60)
final class StandingClusterTest {
    @TempDir
    Path directory;

    private final Secret secret = Secret.random();
    private final Metrics metrics = new Metrics();
    private final List<AutoCloseable> open = new ArrayList<>();
    private StandingCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = open();
    }

    private StandingCluster open() throws Exception {
        return StandingCluster.open(
                new CoordinatorOptions(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        directory.resolve("coordinator"),
                        SharedSecret.ofAll(secret)),
                new Numbers(),
                metrics);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        cluster.close();
        metrics.close();
    }

    private FakePeer agent(String name, long pid, int slots, String... running) throws Exception {
        FakePeer agent = FakePeer.agent(name, secret, cluster.address());
        open.add(agent);
        return agent.greet(pid, slots, running);
    }

    private String submit() {
        return submit("numbers");
    }

    private String submit(String... words) {
        return cluster.submit(new Submission(List.of(words), directory.toString(), Optional.of("words")));
    }

    @Test
    void spreadsTheWorkersOfAJobOverTheHosts() throws Exception {
        FakePeer one = agent("one", 1, 8);
        FakePeer two = agent("two", 2, 8);

        assertThat(submit()).isEqualTo("words-1");

        List<String> started = List.of(
                one.next(ToAgent.Start.class).name(),
                two.next(ToAgent.Start.class).name());
        assertThat(started).containsExactlyInAnyOrder("words-1.w1-1", "words-1.w2-1");
    }

    @Test
    void workersOfAJobShareAHostOnlyIfTheyMust() throws Exception {
        open.add(FakePeer.agent("one", secret, cluster.address()).greetFrom("left", 1, 8));
        FakePeer two = FakePeer.agent("two", secret, cluster.address()).greetFrom("left", 2, 8);
        open.add(two);
        FakePeer three = FakePeer.agent("three", secret, cluster.address()).greetFrom("right", 3, 8);
        open.add(three);
        awaitAgents(3);

        submit();

        assertThat(three.next(ToAgent.Start.class).name()).startsWith("words-1.w");
        assertThat(cluster.status().agents())
                .extracting(ClusterStatus.Agent::workers)
                .containsExactlyInAnyOrder(1, 0, 1);
    }

    private void awaitAgents(int number) {
        while (cluster.status().agents().size() < number) {
            Thread.onSpinWait(); // the test has a timeout
        }
    }

    @Test
    void aTaskRunsAtTheAgentThatServesItsHostAndElsewhereOnceThatIsGone() throws Exception {
        FakePeer one = agent("one", 1, 8);
        FakePeer two = agent("two", 2, 8);
        awaitAgents(2);

        submit("numbers", "numbers#0=TWO");
        List<String> atTwo = List.of(
                two.next(ToAgent.Start.class).name(),
                two.next(ToAgent.Start.class).name());
        two.close();

        assertThat(atTwo).containsExactly("words-1.w1-1", "words-1.w2-1");
        assertThat(one.next(ToAgent.Start.class).name()).isEqualTo("words-1.w1-2");
        assertThat(cluster.job("words-1").orElseThrow().report().warnings())
                .anyMatch(warning ->
                        warning.contains("runs at agent 'one', as no agent had room for it that serves two"));
    }

    @Test
    void aHostThatNoAgentServesIsRefusedWithThePlaceWhereItIsWritten() throws Exception {
        agent("one", 1, 8);
        awaitAgents(1);

        assertThatThrownBy(() -> submit("numbers", "numbers#0=nine"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("job.conf:3:9: error: no agent serves nine")
                .hasMessageContaining("--serves nine")
                .hasMessageContaining("--loopback");
        assertThat(cluster.status().jobs()).isEmpty();
    }

    @Test
    void whatHasNoRoomWaitsForAnAgent() throws Exception {
        FakePeer one = agent("one", 1, 1);
        submit();
        assertThat(one.next(ToAgent.Start.class).name()).isEqualTo("words-1.w1-1");

        FakePeer two = agent("two", 2, 1);

        assertThat(two.next(ToAgent.Start.class).name()).isEqualTo("words-1.w2-1");
    }

    @Test
    void anotherProcessTakesThePlaceOfOneThatEnds() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        one.next(ToAgent.Start.class);
        one.next(ToAgent.Start.class);

        one.say(new FromAgent.Exited("words-1.w2-1", "exit code 1"));

        assertThat(one.next(ToAgent.Start.class).name()).isEqualTo("words-1.w2-2");
        assertThat(cluster.job("words-1").orElseThrow().report().warnings())
                .anyMatch(warning -> warning.contains("exit code 1"));
    }

    @Test
    void aBrokenConnectionMakesTheAgentSayWhetherTheWorkerIsThere() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        Secret ofJob = Secret.of(one.next(ToAgent.Start.class).secret());
        one.next(ToAgent.Start.class);
        FakePeer worker = FakePeer.worker("words-1.w1-1", ofJob, cluster.address());

        worker.close();

        assertThat(one.next(ToAgent.Check.class).name()).isEqualTo("words-1.w1-1");
        one.say(new FromAgent.Exited("words-1.w1-1", "it is not there"));
        assertThat(one.next(ToAgent.Start.class).name()).isEqualTo("words-1.w1-2");
    }

    @Test
    void aJobWhoseWorkerEndsAgainAndAgainFailsAndSaysWhy() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        one.next(ToAgent.Start.class);
        one.next(ToAgent.Start.class);
        for (int process = 1; process <= 5; process++) {
            one.say(new FromAgent.Exited("words-1.w2-" + process, "exit code 1"));
            assertThat(one.next(ToAgent.Start.class).name()).isEqualTo("words-1.w2-" + (process + 1));
        }

        one.say(new FromAgent.Exited("words-1.w2-6", "exit code 1"));

        assertThat(errorsOnceFailed())
                .singleElement()
                .asString()
                .contains("worker 2", "6 times in a row", "exit code 1");
        one.say(new FromAgent.Exited("words-1.w1-1", "exit code 0"));
    }

    private List<String> errorsOnceFailed() {
        long until = System.nanoTime() + 20_000_000_000L;
        JobReport report = cluster.job("words-1").orElseThrow().report();
        while (report.state() != JobState.FAILED && System.nanoTime() < until) {
            Thread.onSpinWait();
            report = cluster.job("words-1").orElseThrow().report();
        }
        return report.errors();
    }

    @Test
    void aWorkerOfAnotherJobOrOfAnEarlierLifeIsRefused() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        Secret ofJob = Secret.of(one.next(ToAgent.Start.class).secret());
        one.next(ToAgent.Start.class);
        one.say(new FromAgent.Exited("words-1.w1-1", "exit code 1"));
        one.next(ToAgent.Start.class);

        assertRefused("words-2.w1-1", ofJob);
        assertRefused("words-1.w1-2", secret);
        assertRefused("words-1.w1-2", Secret.random());
        assertThatThrownBy(() -> open.add(FakePeer.agent("three", ofJob, cluster.address())))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RefusedException.class);
        FakePeer earlier = FakePeer.worker("words-1.w1-1", ofJob, cluster.address());
        open.add(earlier);
        FakePeer current = FakePeer.worker("words-1.w1-2", ofJob, cluster.address());
        open.add(current);
        earlier.nextBytes(); // the order to end
        assertThat(cluster.status().workers())
                .filteredOn(worker -> worker.id().equals("words-1.w1-1"))
                .isEmpty();
    }

    private void assertRefused(String worker, Secret with) {
        assertThatThrownBy(() -> open.add(FakePeer.worker(worker, with, cluster.address())))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void anAgentThatComesBackKeepsItsWorkersAndLosesStrangers() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        one.next(ToAgent.Start.class);
        one.next(ToAgent.Start.class);
        one.close();

        FakePeer back = agent("one", 1, 8, "words-1.w1-1", "words-9.w1-1");

        List<ToAgent> orders = List.of(back.next(ToAgent.class), back.next(ToAgent.class));
        assertThat(orders)
                .hasAtLeastOneElementOfType(ToAgent.Kill.class)
                .anySatisfy(order -> assertThat(order).isEqualTo(new ToAgent.Kill("words-9.w1-1")));
        assertThat(orders)
                .filteredOn(ToAgent.Start.class::isInstance)
                .hasSize(1)
                .allSatisfy(order -> assertThat(((ToAgent.Start) order).name()).isEqualTo("words-1.w2-2"));
    }

    @Test
    void workersOfAnAgentThatStaysAwayAreStartedElsewhere() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        one.next(ToAgent.Start.class);
        one.next(ToAgent.Start.class);
        one.close();

        FakePeer two = agent("two", 2, 8);

        assertThat(List.of(
                        two.next(ToAgent.Start.class).name(),
                        two.next(ToAgent.Start.class).name()))
                .containsExactlyInAnyOrder("words-1.w1-2", "words-1.w2-2");
        assertThat(cluster.status().agents())
                .extracting(ClusterStatus.Agent::state)
                .containsExactly(ClusterStatus.AgentState.LOST, ClusterStatus.AgentState.CONNECTED);
    }

    @Test
    void ofTwoAgentsOfOneNameTheSecondIsRefused() throws Exception {
        agent("one", 1, 8);
        FakePeer second = agent("one", 2, 8);

        assertThat(second.next(ToAgent.Refuse.class).why()).contains("there is an agent 'one' already, process 1");
    }

    @Test
    void nobodyButItsOwnDirectoryIsNeededToGoOn() throws Exception {
        FakePeer one = agent("one", 1, 8);
        submit();
        String before = one.next(ToAgent.Start.class).secret();
        one.next(ToAgent.Start.class);
        assertThatThrownBy(this::open)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("coordinator's directory");

        cluster.close();
        cluster = open();
        FakePeer again = agent("one", 1, 8, "words-1.w1-1");

        List<ToAgent> orders = List.of(again.next(ToAgent.class), again.next(ToAgent.class), again.next(ToAgent.class));
        assertThat(orders).contains(new ToAgent.Kill("words-1.w1-1"));
        assertThat(orders)
                .filteredOn(ToAgent.Start.class::isInstance)
                .extracting(order -> ((ToAgent.Start) order).name())
                .containsExactlyInAnyOrder("words-1.w1-1000001", "words-1.w2-1000001");
        assertThat(orders)
                .noneMatch(order ->
                        order instanceof ToAgent.Start start && start.secret().equals(before));
        assertThat(submit()).isEqualTo("words-2");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> cluster.cancel("words-7")).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> cluster.submit(new Submission(List.of("numbers"), "here", Optional.empty())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'here' is not absolute");
        assertThatThrownBy(
                        () -> cluster.submit(new Submission(List.of("broken"), directory.toString(), Optional.empty())))
                .isInstanceOf(BadInputException.class)
                .hasMessage("there is no pipeline 'broken'");
        assertThat(cluster.status().jobs()).extracting(JobStatus::id).isEmpty();
    }

    /** Makes the same small job of all words but one; words like {@code numbers#0=HOST} say where tasks are to run. */
    static final class Numbers implements JobMaker {

        @Override
        public Blueprint make(Submission submission, Optional<Integer> parallelism) {
            if (submission.arguments().contains("broken")) {
                throw new BadInputException("there is no pipeline 'broken'");
            }
            Topology topology = Topology.named("numbers");
            topology.from(Sources.of(1, 2, 3)).named("numbers").to("nowhere", Sinks.discard());
            return new Blueprint(
                    submission.arguments(),
                    Optional.of(2),
                    Spares.none(),
                    homes(submission.arguments()),
                    new Embedded().stateDirectory(Path.of("somewhere")).draft(topology),
                    List.of(),
                    List.of());
        }

        private static Map<TaskId, Home> homes(List<String> words) {
            return words.stream()
                    .filter(word -> word.contains("="))
                    .map(word -> word.split("="))
                    .collect(Collectors.toMap(
                            parts -> TaskId.parse(parts[0]),
                            parts -> new Home(parts[1], "tcp://" + parts[1], "job.conf:3:9")));
        }
    }
}
