package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class CallRunnerTest {
    private static final long MILLI = 1_000_000;

    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("calls");
    private final List<String> seen = new ArrayList<>();

    private Stream<Long> numbers(long count) {
        return topology.from("numbers", Sources.generate(count, index -> index).build());
    }

    private static Stream<Object> asked(Stream<Long> numbers, AsyncCalls calls) {
        return numbers.mapAsync("ask", (value, key) -> new CompletableFuture<Object>(), calls);
    }

    private TaskRig rig(String... more) {
        Map<String, Integer> heads = new LinkedHashMap<>();
        List.of("numbers", "ask", "out").forEach(head -> heads.put(head, 1));
        List.of(more).forEach(head -> heads.put(head, 1));
        TaskRig rig = new TaskRig(topology, List.of("0"), heads).open();
        rig.settle();
        return rig;
    }

    private List<Object> shown(TaskRig rig) {
        rig.settle();
        rig.task("out", 0).complete(1);
        return sink.values();
    }

    @Test
    void answersGoOnInTheOrderOfTheRecords() {
        asked(numbers(3), AsyncCalls.inOrder()).to("out", sink);
        TaskRig rig = rig();

        rig.calls.answer(2L, "two");
        rig.calls.answer(1L, "one");
        rig.settle();
        assertThat(rig.out("ask")).isZero();
        rig.calls.answer(0L, "nought");

        assertThat(shown(rig)).containsExactly("nought", "one", "two");
    }

    @Test
    void orAsTheyCome() {
        asked(numbers(3), AsyncCalls.asAnswered()).to("out", sink);
        TaskRig rig = rig();

        rig.calls.answer(2L, "two");
        rig.calls.answer(0L, "nought");
        rig.settle();
        assertThat(rig.out("ask")).isEqualTo(2);
        rig.calls.answer(1L, "one");

        assertThat(shown(rig)).containsExactly("two", "nought", "one");
    }

    @Test
    void soManyAreInFlightAndNoFurtherInputIsTaken() {
        asked(numbers(100), AsyncCalls.inOrder().inFlight(3)).to("out", sink);
        TaskRig rig = rig();

        assertThat(rig.calls.values()).containsExactly(0L, 1L, 2L);
        assertThat(rig.task("ask", 0).counters().get(0).recordsIn()).isLessThanOrEqualTo(4); // batches of two
        rig.calls.answer(1L, "one");
        rig.settle();
        assertThat(rig.calls.values()).as("the first is not answered").hasSize(3);
        rig.calls.answer(0L, "nought");
        rig.settle();
        assertThat(rig.calls.values()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void theEndWaitsForTheLastAnswer() {
        asked(numbers(2), AsyncCalls.asAnswered()).to("out", sink);
        TaskRig rig = rig();

        rig.calls.answer(1L, "one");
        rig.settle();
        assertThat(rig.task("ask", 0).state()).isEqualTo(TaskState.RUNNING);
        rig.calls.answer(0L, "nought");
        rig.settle();

        assertThat(rig.task("ask", 0).state()).isEqualTo(TaskState.FINISHED);
    }

    @Test
    void noAnswerEmitsNothing() {
        asked(numbers(2), AsyncCalls.inOrder()).to("out", sink);
        TaskRig rig = rig();

        rig.calls.answer(0L, null);
        rig.calls.answer(1L, "one");

        assertThat(shown(rig)).containsExactly("one");
    }

    @Test
    void aFailureFailsTheTaskAndNamesOperatorAndRecord() {
        asked(numbers(1), AsyncCalls.inOrder()).to("out", sink);
        TaskRig rig = rig();

        rig.calls.fail(0L, "no such thing");

        assertThatThrownBy(rig::settle)
                .hasMessage("operator 'ask' failed on record 0: IllegalStateException: no such thing");
    }

    @Test
    void aRetryHasTheSameKeyAndNoOtherCallHas() {
        asked(numbers(2), AsyncCalls.inOrder()).onError(ErrorPolicy.retry(2)).to("out", sink);
        TaskRig rig = rig();

        rig.calls.fail(0L, "busy");
        rig.settle();
        rig.calls.fail(0L, "busy");
        rig.settle();

        assertThat(rig.calls.about(0L)).hasSize(3);
        assertThat(rig.calls.about(0L))
                .extracting(CallHost.Call::idempotencyKey)
                .containsOnly(rig.calls.made.get(0).idempotencyKey());
        assertThat(rig.calls.last(1L).idempotencyKey())
                .isNotEqualTo(rig.calls.last(0L).idempotencyKey());
        rig.calls.fail(0L, "busy");
        assertThatThrownBy(rig::settle).hasMessageStartingWith("operator 'ask' failed in 3 attempts on record 0");
    }

    @Test
    void whatIsNotAnsweredInTimeHasFailed() {
        asked(numbers(2), AsyncCalls.inOrder().timeout(Duration.ofMillis(5)))
                .onError(ErrorPolicy.skip())
                .to("out", sink);
        TaskRig rig = rig();

        long due = rig.task("ask", 0).wakeNanos();
        assertThat(due - rig.nowNanos).isBetween(4 * MILLI, 5 * MILLI);
        rig.nowNanos = due - 100;
        rig.calls.answer(1L, "one");
        rig.settle();
        assertThat(rig.out("ask")).isZero();
        rig.nowNanos = due;
        rig.calls.answer(0L, "just in time");
        rig.settle();
        rig.calls.answer(0L, "for the second time");

        assertThat(shown(rig)).containsExactly("just in time", "one");
    }

    @Test
    void whatIsTooLateIsDropped() {
        asked(numbers(1), AsyncCalls.asAnswered().timeout(Duration.ofMillis(5)))
                .onError(ErrorPolicy.skip())
                .to("out", sink);
        TaskRig rig = rig();

        rig.nowNanos += 6 * MILLI;
        rig.settle();
        rig.calls.answer(0L, "too late");

        assertThat(shown(rig)).isEmpty();
        assertThat(rig.counters("ask").dropped()).isEqualTo(1);
    }

    @Test
    void whatFailsMayGoToTheDeadLetters() {
        Stream<Object> asked = asked(numbers(1), AsyncCalls.inOrder()).onError(ErrorPolicy.deadLetter());
        asked.errors().to("out", sink);
        TaskRig rig = rig();

        rig.calls.fail(0L, "gone");

        assertThat(shown(rig)).containsExactly(new DeadLetter("ask", "0", "IllegalStateException: gone"));
    }

    private void see(Object value, Context<Object> context) {
        long watermark = context.watermark();
        seen.add("%s@%d/%s".formatted(value, context.eventTime(), watermark == Long.MIN_VALUE ? "-" : watermark));
        context.emit(value);
    }

    private Stream<Long> timed(long count) {
        return topology.from(
                        "numbers",
                        Sources.generate(count, index -> index)
                                .every(Duration.ofMillis(20))
                                .build())
                .eventTimeMillis(value -> value * 10, Duration.ZERO);
    }

    private static void pass(TaskRig rig) {
        for (int i = 0; i < 10; i++) {
            rig.nowNanos += 20 * MILLI;
            rig.settle();
        }
    }

    @Test
    void noWatermarkOvertakesARecordWhoseCallIsInFlight() {
        asked(timed(4), AsyncCalls.asAnswered())
                .process("see", () -> this::see)
                .apart()
                .to("out", sink);
        TaskRig rig = rig("see");
        pass(rig);

        rig.calls.answer(2L, "two");
        pass(rig);
        rig.calls.answer(0L, "nought");
        pass(rig);
        rig.calls.answer(3L, "three");
        pass(rig);
        rig.calls.answer(1L, "one");
        pass(rig);

        assertThat(seen).containsExactly("two@20/-", "nought@0/-", "three@30/0", "one@10/0");
    }

    @Test
    void whatSharesItsTasksSeesEventTimeAsItGoesOn() {
        asked(timed(3), AsyncCalls.inOrder()).process("see", () -> this::see).to("out", sink);
        TaskRig rig = rig();
        pass(rig);

        rig.calls.answer(0L, "nought");
        rig.calls.answer(1L, "one");
        pass(rig);
        rig.calls.answer(2L, "two");
        pass(rig);

        assertThat(seen).containsExactly("nought@0/-", "one@10/0", "two@20/10");
    }

    @Test
    void callsComeFirstInTheirChain() {
        asked(numbers(1), AsyncCalls.inOrder()).to("out", sink);
        Map<String, Integer> heads = new LinkedHashMap<>();
        heads.put("numbers", 1);

        assertThatThrownBy(() -> new TaskRig(topology, List.of("0"), heads))
                .hasMessageContaining("operator 'ask' makes calls and comes second in chain 'numbers'");
    }
}
