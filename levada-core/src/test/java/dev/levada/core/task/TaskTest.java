package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TaskTest {
    private static final long MILLISECOND = 1_000_000;

    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("task");

    private Stream<Long> numbers(long count) {
        return topology.from("numbers", Sources.generate(count, index -> index).build());
    }

    private TaskRig apart(String... heads) {
        Map<String, Integer> all = new LinkedHashMap<>(Map.of("numbers", 1));
        for (String head : heads) {
            all.put(head, 1);
        }
        return new TaskRig(topology, List.of("0"), all);
    }

    @Test
    void livesFromCreatedToFinishedAndCommitsOnlyThen() {
        numbers(3).to("out", sink);
        TaskRig rig = TaskRig.fused(topology, "0");
        Task task = rig.task("numbers", 0);
        assertThat(task.state()).isEqualTo(TaskState.CREATED);
        assertThat(rig.turn(task)).isZero();

        task.open();
        assertThat(task.state()).isEqualTo(TaskState.RUNNING);
        assertThatThrownBy(task::open).hasMessageContaining("task numbers#0 cannot go from RUNNING to RUNNING");
        rig.turn(task);
        assertThat(task.state()).isEqualTo(TaskState.DRAINING);
        rig.turn(task);

        assertThat(task.state()).isEqualTo(TaskState.FINISHED);
        assertThat(sink.values()).isEmpty();
        task.complete(1);
        assertThat(sink.values()).containsExactly(0L, 1L, 2L);
        task.lose();
        assertThat(task.state()).isEqualTo(TaskState.LOST);
    }

    @Test
    void opensTheLastOperatorFirstAndEndsTheFirstFirst() {
        List<String> calls = new ArrayList<>();
        numbers(0)
                .process("a", () -> new Noting("a", calls))
                .process("b", () -> new Noting("b", calls))
                .to(sink);
        TaskRig.fused(topology, "0").run();

        assertThat(calls).containsExactly("open b", "open a", "end a", "b takes 7", "end b");
        assertThat(sink.values()).containsExactly(7L, 7L);
    }

    private record Noting(String name, List<String> calls) implements Processor<Long, Long> {
        @Override
        public void open(Context<Long> context) {
            calls.add("open " + name);
        }

        @Override
        public void process(Long value, Context<Long> context) {
            calls.add(name + " takes " + value);
            context.emit(value);
        }

        @Override
        public void end(Context<Long> context) {
            calls.add("end " + name);
            context.emit(7L);
        }
    }

    @Test
    void takesNothingWhileHeldOrFrozenWhicheverIsUndoneFirst() {
        numbers(3).to("out", sink);
        TaskRig rig = TaskRig.fused(topology, "0").open();
        Task task = rig.task("numbers", 0);
        task.held(true);
        task.frozen(true);
        assertThat(rig.turn(task)).isZero();
        task.held(false);
        assertThat(rig.turn(task)).isZero();
        assertThat(task.wakeNanos()).isZero();
        task.frozen(false);

        assertThat(rig.turn(task)).isPositive();
    }

    @Test
    void waitsTheIntervalFromOneRecordToTheNext() {
        numbers(3).to("out", sink);
        TaskRig rig = TaskRig.fused(topology, "0").open();
        Task task = rig.task("numbers", 0);
        task.intervalNanos(MILLISECOND);
        assertThat(task.wakeNanos()).isZero();

        assertThat(rig.turn(task)).isEqualTo(1);
        assertThat(task.wakeNanos()).isEqualTo(rig.nowNanos + MILLISECOND);
        assertThat(rig.turn(task)).isZero();
        rig.nowNanos += MILLISECOND;
        assertThat(rig.turn(task)).isEqualTo(1);

        task.intervalNanos(0);
        assertThat(rig.turn(task)).isEqualTo(2); // the third record, and the end
    }

    /** The clock may start anywhere, also below zero. */
    @Test
    void keepsAnIntervalOnAClockBelowZero() {
        numbers(2).to("out", sink);
        TaskRig rig = TaskRig.fused(topology, "0").open();
        rig.nowNanos = -5 * MILLISECOND;
        Task task = rig.task("numbers", 0);
        task.intervalNanos(MILLISECOND);

        assertThat(rig.turn(task)).isEqualTo(1);
    }

    /** A time in the past would keep the host from ever sleeping. */
    @Test
    void asksToBeWokenOnlyForWhatItCanDoThen() {
        topology.from(
                        "numbers",
                        Sources.generate(100, index -> index).rate(1_000).build())
                .to("out", sink);
        TaskRig rig = apart("out");
        rig.open();
        Task source = rig.task("numbers", 0);
        Task out = rig.task("out", 0);
        out.intervalNanos(MILLISECOND);
        rig.turn(source);
        assertThat(source.wakeNanos()).isEqualTo(rig.nowNanos + MILLISECOND);
        rig.turn(source);
        rig.turn(out);
        rig.nowNanos += 2 * MILLISECOND;
        rig.turn(out);
        assertThat(out.wakeNanos())
                .as("its interval is over, and nothing has come")
                .isZero();

        rig.nowNanos += 20 * MILLISECOND;
        rig.turn(source);
        rig.nowNanos += 20 * MILLISECOND;
        rig.turn(source);
        assertThat(source.wakeNanos()).as("its output is blocked").isZero();
    }

    @Test
    void flushesWhenNothingIsAtHandAndOtherwiseEachMillisecond() {
        topology.from(
                        "numbers",
                        Sources.generate(100, index -> index).rate(1_000).build())
                .to("out", sink);
        TaskRig rig = apart("out");
        rig.open();
        Task source = rig.task("numbers", 0);
        rig.nowNanos = 10 * MILLISECOND;
        rig.turn(source); // one record is due: half a batch, the first for a long time
        assertThat(rig.turn(rig.task("out", 0))).isEqualTo(1);

        rig.nowNanos += MILLISECOND;
        long flushed = rig.nowNanos;
        assertThat(rig.turn(source)).isEqualTo(1);
        assertThat(rig.nowNanos - flushed).isEqualTo(1);
        assertThat(rig.turn(rig.task("out", 0))).isEqualTo(1);
    }

    @Test
    void endsWhenAllItsInputsHaveEndedAlsoMergedAndTwiceTheSame() {
        Stream<Long> numbers = numbers(50);
        numbers.merge(
                        numbers,
                        topology.from(
                                "others",
                                Sources.generate(50, index -> 100 + index).build()))
                .to("out", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), Map.of("numbers", 2, "others", 1, "out", 1));
        rig.run();

        assertThat(sink.values()).hasSize(250);
        assertThat(sink.values()).containsSubsequence(100L, 149L);
    }

    @Test
    void goesOnWithoutAProducerThatIsLostAfterTakingWhatItHandedOver() {
        numbers(6).to("out", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), Map.of("numbers", 2, "out", 1)).open();
        rig.task("out", 0).held(true);
        rig.settle();
        rig.task("numbers", 0).lose();
        rig.task("out", 0).held(false);
        rig.settle();
        rig.task("out", 0).complete(1);

        // Four of the first six were in the channel, and two waited for room.
        assertThat(sink.values()).hasSize(10);
        assertThat(rig.task("numbers", 0).lostRecords()).isEqualTo(2);
    }

    @Test
    void accountsForEachRecordWhenAConsumerIsLost() {
        for (Partitioning partitioning :
                List.of(Partitioning.inTurn(), Partitioning.random(), Partitioning.<Long>byKey(n -> n))) {
            Topology job = Topology.named("loss");
            MemorySink<Long> all = Sinks.memory();
            job.from("numbers", Sources.generate(100, index -> index).build())
                    .partition(partitioning)
                    .peek(value -> {})
                    .named("look")
                    .to("out", all);
            TaskRig rig = new TaskRig(job, List.of("0"), Map.of("numbers", 1, "look", 3)).open();
            rig.task("look", 1).held(true);
            rig.settle();
            rig.task("look", 1).lose();
            rig.settle();
            rig.task("look", 0).complete(1);
            rig.task("look", 2).complete(1);

            assertThat(all.values().size() + rig.task("look", 1).lostRecords()).isEqualTo(100);
            assertThat(rig.task("look", 1).lostRecords()).isEqualTo(4);
        }
    }

    /** A quiet source must not keep for itself what it routed around a lost consumer. */
    @Test
    void sendsAtOnceWhatItRoutedAroundALostConsumer() {
        topology.from("numbers", Sources.generate(4, index -> index).build())
                .merge(topology.from(
                        "quiet", Sources.generate(2, index -> index).rate(1e-9).build()))
                .peek(value -> {})
                .named("route")
                .partition(Partitioning.global())
                .to("out", sink);
        TaskRig rig =
                new TaskRig(topology, List.of("0"), Map.of("numbers", 1, "quiet", 1, "route", 1, "out", 2)).open();
        rig.task("out", 0).held(true);
        rig.settle();
        rig.task("out", 0).lose();
        rig.settle();

        assertThat(rig.task("out", 0).lostRecords()).isEqualTo(4);
        assertThat(rig.task("out", 1).counters().get(0).recordsIn()).isEqualTo(1);
    }

    @Test
    void tellsTheLatencyOfEveryRecordAlsoOfTheLastFromWhenItWasDueToAfterItWasDone() {
        topology.from("numbers", Sources.generate(7, index -> index).rate(1e9).build())
                .to("out", sink);
        TaskRig rig = apart("out");
        rig.open();
        rig.nowNanos = 100;
        rig.turn(rig.task("numbers", 0));
        rig.nowNanos = 1_000;
        rig.settle();

        assertThat(rig.latencies).hasSize(14).allMatch(nanos -> nanos > 0 && nanos < 2_000);
        // The sink has handled them by the turn after, a few nanoseconds after 1,000.
        assertThat(rig.latencies.stream().filter(nanos -> nanos > 850)).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void readsADiamondToTheEndWithTheSmallestChannels() {
        Stream<Long> numbers = numbers(1_000);
        numbers.filter(value -> value % 2 == 0)
                .named("even")
                .merge(numbers.filter(value -> value % 2 == 1).named("odd"))
                .to("out", sink);
        apart("even", "odd", "out").run();

        assertThat(sink.values())
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 1_000)
                        .<Object>mapToObj(each -> each)
                        .toList());
    }
}
