package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.Emitter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.core.channel.KeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ErrorPolicyTest {
    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("errors");

    private static void twiceUnlessZero(Long value, Emitter<Long> out) {
        out.emit(value);
        out.emit(12 / value);
    }

    @Test
    void namesOperatorAndRecordWhenItFails() {
        topology.from(Sources.of(3L, 0L))
                .flatMap(ErrorPolicyTest::twiceUnlessZero)
                .named("divide")
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");

        assertThatThrownBy(rig::run)
                .isInstanceOf(OperatorException.class)
                .hasMessage("operator 'divide' failed on record 0: ArithmeticException: / by zero");
    }

    @Test
    void leavesNothingOfASkippedRecordBehind() {
        topology.from(Sources.of(3L, 0L, 4L))
                .flatMap(ErrorPolicyTest::twiceUnlessZero)
                .named("divide")
                .onError(ErrorPolicy.skip())
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");
        rig.run();

        assertThat(sink.values()).containsExactly(3L, 4L, 4L, 3L);
        assertThat(rig.counters("divide").errors()).isEqualTo(1);
        assertThat(rig.counters("divide").dropped()).isEqualTo(1);
    }

    @Test
    void triesAgainAndEmitsOnceOnly() {
        List<Long> tried = new ArrayList<>();
        topology.from(Sources.of(7L))
                .<Long>flatMap((value, out) -> {
                    out.emit(value);
                    tried.add(value);
                    if (tried.size() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .named("flaky")
                .onError(ErrorPolicy.retry(2))
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");
        rig.run();

        assertThat(sink.values()).containsExactly(7L);
        assertThat(rig.counters("flaky").errors()).isEqualTo(2);
    }

    /** Whatever its own policy is, an operator is not to blame for one further down, nor tried again for it. */
    @ParameterizedTest
    @MethodSource("policies")
    void blamesTheOperatorThatFailedNotTheOneBeforeIt(ErrorPolicy policy) {
        topology.from(Sources.of(3L))
                .map(value -> value)
                .named("first")
                .onError(policy)
                .map(value -> 1 / (value - 3))
                .named("second")
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");

        assertThatThrownBy(rig::run).hasMessageStartingWith("operator 'second' failed on record 3");
        rig.task("source", 0).close();
        assertThat(rig.counters("first").errors()).isZero();
        assertThat(rig.counters("second").in).isEqualTo(1);
    }

    /** A key that cannot be computed is no failure of the operator before it, and not tried again. */
    @ParameterizedTest
    @MethodSource("policies")
    void blamesNobodyForAKeyThatCannotBeComputed(ErrorPolicy policy) {
        Stream<Long> mapped = topology.from(Sources.of(5L, 0L))
                .<Long>flatMap((value, out) -> {
                    out.emit(1L);
                    out.emit(value);
                })
                .named("first")
                .onError(policy);
        mapped.keyBy(value -> 1 / value).count("counts").to(sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), Map.of("source", 1, "counts", 1));

        assertThatThrownBy(rig::run).isInstanceOf(KeyException.class).hasMessageContaining("record 0");
        rig.task("source", 0).close();
        assertThat(rig.counters("first").errors()).isZero();
        assertThat(rig.out("first")).isEqualTo(4);
    }

    static List<ErrorPolicy> policies() {
        return List.of(ErrorPolicy.fail(), ErrorPolicy.skip(), ErrorPolicy.deadLetter(), ErrorPolicy.retry(3));
    }

    /** A failure is not an upstream operator's, or source's, to swallow: the record would be lost in silence. */
    @Test
    void failsEvenIfAnOperatorUpstreamCatchesTheFailure() {
        topology.from(Sources.of(0L, 1L))
                .<Long>flatMap((value, out) -> {
                    try {
                        out.emit(value);
                    } catch (RuntimeException e) {
                        out.emit(99L);
                    }
                })
                .map(value -> 1 / value)
                .named("second")
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");

        assertThatThrownBy(rig::run).hasMessageStartingWith("operator 'second' failed on record 0");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void namesOperatorAndRecordOfAnErrorAndGoesOnUnderNoPolicy(ErrorPolicy policy) {
        topology.from(Sources.of(1L))
                .map(ErrorPolicyTest::endless)
                .named("deep")
                .onError(policy)
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");

        assertThatThrownBy(rig::run)
                .hasMessage("operator 'deep' failed on record 1: StackOverflowError")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Long endless(Long value) {
        return endless(value) + 1;
    }

    @Test
    void sendsToTheDeadLettersWhatFailed() {
        Stream<Long> divided = topology.from(Sources.of(3L, 0L))
                .flatMap(ErrorPolicyTest::twiceUnlessZero)
                .named("divide")
                .onError(ErrorPolicy.deadLetter());
        divided.errors().to("dead", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), Map.of("source", 1, "dead", 1));
        rig.run();

        assertThat(sink.values()).containsExactly(new DeadLetter("divide", "0", "ArithmeticException: / by zero"));
    }

    @Test
    void closesEveryOperatorWhateverFails() {
        List<String> closed = new ArrayList<>();
        topology.from(Sources.of(1L))
                .process("one", () -> new Closing("one", closed))
                .process("two", () -> new Closing("two", closed))
                .to(sink);
        TaskRig rig = TaskRig.fused(topology, "0");
        assertThatThrownBy(rig::run).hasMessageContaining("operator 'two' failed on record");

        Task task = rig.task("source", 0);
        assertThatThrownBy(task::close)
                .hasMessage("operator 'one' failed to close: AssertionError: one")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("one", "two");
    }

    private record Closing(String name, List<String> closed) implements Processor<Long, Long> {
        @Override
        public void process(Long value, Context<Long> context) {
            if (name.equals("two")) {
                throw new IllegalStateException("no");
            }
            context.emit(value);
        }

        @Override
        public void close() {
            closed.add(name);
            throw new AssertionError(name);
        }
    }
}
