package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.KeyCount;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestClusterTest {
    private static final Duration A_WHILE = Duration.ofMillis(200);

    private static Topology counts() {
        Topology topology = Topology.named("counts");
        topology.from("words", Sources.<String>of())
                .keyBy(word -> word)
                .count("count")
                .to("counts", Sinks.memory());
        return topology;
    }

    private static List<Recovery> exact() {
        return Recovery.named().stream()
                .filter(recovery -> recovery.gives() == Guarantee.EXACTLY_ONCE)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("exact")
    void commitsEachRecordOnceAcrossCrashesAndFreezes(Recovery recovery) {
        TestCluster cluster = TestCluster.of(counts())
                .feed("words")
                .recovery(recovery)
                .workers(3)
                .start();
        List<KeyCount<String>> expected = new ArrayList<>();
        for (long round = 1; round <= 5; round++) {
            cluster.send("words", "a", "b");
            expected.add(new KeyCount<>("a", round));
            expected.add(new KeyCount<>("b", round));
            cluster.advance(Duration.ofMillis(7));
            switch ((int) round) {
                case 1 -> cluster.crash("count", 0);
                case 2 -> cluster.crashWorker(cluster.workerOf("count", 1));
                case 3 -> cluster.freeze(cluster.workerOf("count", 0), A_WHILE);
                default -> cluster.crashCoordinator();
            }
            cluster.advance(A_WHILE);
            cluster.awaitTasks();
        }
        cluster.finish();

        assertThat(cluster.<KeyCount<String>>output("counts")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(cluster.recoveries()).isGreaterThanOrEqualTo(3);
        assertThat(cluster.isFinished()).isTrue();
    }

    private static long recoveriesAfter(Consumer<TestCluster> fault) {
        TestCluster cluster = TestCluster.of(counts()).feed("words").start();
        fault.accept(cluster);
        cluster.advance(A_WHILE);
        cluster.awaitTasks();
        return cluster.recoveries();
    }

    @Test
    void eachFaultHasTheJobRecover() {
        assertThat(recoveriesAfter(cluster -> {})).isZero();
        assertThat(recoveriesAfter(cluster -> cluster.crash("count", 1))).isEqualTo(1);
        assertThat(recoveriesAfter(cluster -> cluster.crashWorker(1))).isPositive();
        assertThat(recoveriesAfter(cluster -> cluster.freeze(2, A_WHILE))).isPositive();
        assertThat(recoveriesAfter(TestCluster::crashCoordinator)).isEqualTo(1);
        assertThat(recoveriesAfter(cluster -> cluster.freeze(2, Duration.ofMillis(5))))
                .isZero();
    }

    @Test
    void showsWhatIsCommittedAndNoMore() {
        TestCluster cluster = TestCluster.of(counts()).feed("words").start();
        cluster.send("words", "a");
        assertThat(cluster.output("counts")).isEmpty();

        cluster.advance(A_WHILE);

        assertThat(cluster.output("counts")).containsExactly(new KeyCount<>("a", 1));
        assertThat(cluster.isFinished()).isFalse();
        assertThat(cluster.recoveries()).isZero();
    }

    @Test
    void takesGivenInputAndPicksUpResultsThatGoNowhere() {
        Topology topology = Topology.named("open");
        topology.from("numbers", Sources.<Long>of()).map(number -> number + 1).named("next");

        TestCluster cluster =
                TestCluster.of(topology).input("numbers", List.of(1L, 2L)).start();
        cluster.finish();

        assertThat(cluster.<Long>output("next")).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void doesTheSameAgainFromTheSameSeed() {
        List<String> first = trace(7);

        assertThat(trace(7)).isEqualTo(first);
        assertThat(trace(8)).isNotEqualTo(first);
    }

    private static List<String> trace(long seed) {
        List<String> trace = new ArrayList<>();
        TestCluster cluster = TestCluster.of(counts())
                .input("words", List.of("a", "b", "a"))
                .seed(seed)
                .trace(line -> {
                    if (line.contains(" ms  node ")) {
                        trace.add(line);
                    }
                })
                .start();
        cluster.finish();
        return trace;
    }

    @Test
    void saysWhatIsWrongWithWhatATestAsks() {
        assertThatThrownBy(() -> TestCluster.of(counts()).feed("word"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topology 'counts' has no source 'word', it has [words]; name it with from(\"word\", ...)");
        TestCluster cluster = TestCluster.of(counts()).feed("words").start();
        assertThatThrownBy(() -> cluster.send("others", "a"))
                .hasMessageContaining("say feed(\"others\") before start()");
        assertThatThrownBy(() -> cluster.output("count"))
                .hasMessage("job 'counts' has no output 'count'; it has [counts]");
        assertThatThrownBy(() -> cluster.crash("counter", 0)).hasMessageContaining("no operator 'counter'");
        assertThatThrownBy(() -> cluster.crash("count", 9)).hasMessageContaining("does not run");
        assertThatThrownBy(() -> cluster.freeze(3, A_WHILE)).hasMessageContaining("from 1 to 2");
    }

    @Test
    void tellsThatATaskFailsByItself() {
        Topology topology = Topology.named("failing");
        topology.from("numbers", Sources.of(1L, 0L))
                .map(number -> 1 / number)
                .named("divide")
                .to(Sinks.memory());

        assertThatThrownBy(() -> TestCluster.of(topology).start().finish())
                .isInstanceOf(FailedSeedError.class)
                .hasMessageContaining("divide")
                .hasMessageContaining("by zero");
    }
}
