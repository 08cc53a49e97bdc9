package dev.levada.cluster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Loop;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CallsTest {
    private final Topology topology = Topology.named("job");
    private final Stream<Long> numbers =
            topology.from("numbers", Sources.generate(10, index -> index).build());

    private static Stream<Long> asked(Stream<Long> numbers) {
        return numbers.mapAsync("ask", (value, key) -> CompletableFuture.completedFuture(value), AsyncCalls.inOrder());
    }

    private JobPlan plan(Recovery recovery) {
        return Planner.plan(topology.graph(), Sketch.asked(Guarantee.AT_MOST_ONCE, recovery), new LinkedHashMap<>());
    }

    @Test
    void comeFirstAmongThoseThatShareTasks() {
        asked(numbers).map(value -> value).to("out", Sinks.discard());

        JobPlan plan = plan(Recovery.checkpoint());

        assertThat(plan.chains())
                .extracting(
                        chain -> chain.operators().stream().map(Operator::name).toList())
                .containsExactly(List.of("numbers"), List.of("ask", "map", "out"));
        assertThat(plan.chains()).extracting(JobPlan.Chain::makesCalls).containsExactly(false, true);
    }

    static List<Recovery> protocols() {
        return Recovery.named().stream()
                .filter(each -> each.protocol() != Recovery.Standard.AT_LEAST_ONCE)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void areMadeUnderEveryOtherProtocol(Recovery recovery) {
        asked(numbers).to("out", Sinks.discard());

        assertThat(plan(recovery).chain("ask").makesCalls()).isTrue();
    }

    @Test
    void cannotBeInFlightWhenTheirRecordsAreAcknowledged() {
        asked(numbers).to("out", Sinks.discard());

        assertThatThrownBy(() -> plan(Recovery.atLeastOnce()))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "operator 'ask' makes calls and cannot recover by at-least-once: a record would be acknowledged"
                                + " while its call is in flight, and lost with the task; recover by at-least-once-snapshot");
    }

    @Test
    void cannotBeInFlightInALoop() {
        Loop<Long> loop = numbers.loop("walks");
        Stream.Split<Long> done = asked(loop.stream()).split(value -> true);
        loop.feedBack(done.others());
        done.matching().to("out", Sinks.discard());

        assertThatThrownBy(() -> plan(Recovery.checkpoint()))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "operator 'ask' makes calls in loop 'walks', which would be taken for done while one is in flight;"
                                + " ask with context.external(...) there, or make the calls before or behind the loop");
    }
}
