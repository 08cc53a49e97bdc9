package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Loop;
import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoopTest {
    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("loop");

    private Stream<Long> numbers(String name, long count) {
        return topology.from(name, Sources.generate(count, index -> index + 1).build());
    }

    private TaskRig rig(int heads, int rounds, String... others) {
        Map<String, Integer> all = new LinkedHashMap<>(Map.of("numbers", 1, "loop", heads, "round", rounds));
        for (String other : others) {
            all.put(other, 1);
        }
        return new TaskRig(topology, List.of("0"), all);
    }

    /** Each number is halved until it is 0, and leaves when it is. */
    private void halve(Loop<Long> loop, Stream<Long> round) {
        Stream.Split<Long> halves = round.map(value -> value / 2).named("round").split(value -> value == 0);
        loop.feedBack(halves.others());
        halves.matching().to("out", sink);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "500, 1, 1", "500, 2, 1", "500, 1, 3", "500, 3, 2"})
    void endsWhenAllThatWentRoundHasLeft(int count, int heads, int rounds) {
        Loop<Long> loop = numbers("numbers", count).loop("loop");
        halve(loop, loop.stream());
        TaskRig rig = rig(heads, rounds, "out");

        rig.run();

        assertThat(sink.values()).hasSize(count);
        assertThat(rig.out("loop"))
                .isEqualTo(LongStream.rangeClosed(1, count)
                        .map(number -> Long.SIZE - Long.numberOfLeadingZeros(number))
                        .sum());
        for (int i = 0; i < heads; i++) {
            assertThat(rig.task("loop", i).state()).isEqualTo(TaskState.FINISHED);
        }
        assertThat(rig.task("out", 0).state()).isEqualTo(TaskState.FINISHED);
    }

    @Test
    void doesNotEndBeforeWhatComesIntoItFromAside() {
        Loop<Long> loop = numbers("numbers", 3).loop("loop");
        halve(loop, loop.stream().merge(numbers("aside", 200)));
        TaskRig rig = rig(2, 2, "aside", "out").open();
        Task aside = rig.task("aside", 0);
        aside.held(true);

        rig.settle();
        assertThat(rig.task("round", 0).state()).isEqualTo(TaskState.RUNNING);
        aside.held(false);
        rig.settle();
        rig.task("out", 0).complete(1);

        assertThat(sink.values()).hasSize(203);
        assertThat(rig.task("round", 0).state()).isEqualTo(TaskState.FINISHED);
    }

    /** Each makes two of itself, so that far more goes round than there is room for. */
    @Test
    void neverWaitsForRoomWhereItComesBack() {
        Loop<Long> loop = numbers("numbers", 4).loop("loop");
        Stream.Split<Long> next = loop.stream()
                .<Long>flatMap(value -> List.of(value + 100, value + 100))
                .named("round")
                .split(value -> value > 1_000);
        loop.feedBack(next.others());
        next.matching().to("out", sink);

        rig(1, 1, "out").run();

        assertThat(sink.values()).hasSize(4 * 1_024);
    }

    @Test
    void refusesWhatIsSentRoundWhenTheInputHasEnded() {
        Loop<Long> loop = numbers("numbers", 4).loop("loop");
        loop.feedBack(loop.stream().process("round", LastWord::new));

        assertThatThrownBy(rig(1, 1)::run)
                .hasStackTraceContaining("a record is sent into loop 'loop' when its input has ended");
    }

    private static final class LastWord implements Processor<Long, Long> {
        @Override
        public void process(Long value, Context<Long> context) {}

        @Override
        public void end(Context<Long> context) {
            context.emit(1L);
        }
    }

    @Test
    void refusesTimersByProcessingTime() {
        Loop<Long> loop = numbers("numbers", 1).loop("loop");
        halve(loop, loop.stream().keyBy(value -> value).process("waiting", () -> new Processor<Long, Long>() {
            @Override
            public void process(Long value, Context<Long> context) {
                context.emit(value);
            }

            @Override
            public void open(Context<Long> context) {
                context.timers().onProcessingTime(1);
            }
        }));

        assertThatThrownBy(() -> rig(1, 1, "waiting", "out").open())
                .hasMessageContaining("'waiting'")
                .hasMessageContaining("loop");
    }
}
