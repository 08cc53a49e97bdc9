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
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EventTimeTest {
    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("times");
    private final List<String> seen = new ArrayList<>();

    private Stream<Long> numbers(String name, int splits, long count, long lateness) {
        return topology.from(
                        name,
                        Sources.generate(count, index -> index)
                                .every(Duration.ofMillis(20))
                                .splits(splits)
                                .build())
                .eventTimeMillis(value -> value * 10, Duration.ofMillis(lateness));
    }

    private static Map<String, Integer> heads(String... names) {
        Map<String, Integer> heads = new LinkedHashMap<>();
        for (String name : names) {
            heads.put(name, 1);
        }
        return heads;
    }

    /** Says of each record when it happened and how far event time had come. */
    private void see(Long value, Context<Object> context) {
        long watermark = context.watermark();
        seen.add("%d@%d/%s".formatted(value, context.eventTime(), watermark == Long.MIN_VALUE ? "-" : watermark));
        context.emit(value);
    }

    private void run(TaskRig rig) {
        settle(rig.open());
    }

    private void settle(TaskRig rig) {
        for (int i = 0; i < 100; i++) {
            rig.nowNanos += 20_000_000;
            rig.settle();
        }
        rig.task("out", 0).complete(1);
    }

    @Test
    void recordsComeWithTheirTimesAndWatermarksBehindThem() {
        numbers("numbers", 1, 4, 5).process("see", () -> this::see).to("out", sink);

        run(new TaskRig(topology, List.of("0"), heads("numbers", "see", "out")));

        assertThat(seen).containsExactly("0@0/-", "1@10/-5", "2@20/5", "3@30/15");
        assertThat(sink.values()).hasSize(4);
    }

    @Test
    void aSourceIsAsFarAsTheSplitThatIsEarliestOfThoseThatHaveNotEnded() {
        topology.from(
                        "numbers",
                        Sources.generate(5, index -> index)
                                .every(Duration.ofMillis(20))
                                .splits(2)
                                .build())
                .eventTimeMillis(value -> value % 2 == 0 ? value * 10 : value, Duration.ZERO)
                .process("see", () -> this::see)
                .to("out", sink);

        run(new TaskRig(topology, List.of("0", "1"), heads("numbers", "see", "out")));

        assertThat(seen).containsExactly("1@1/-", "0@0/-", "3@3/0", "2@20/0", "4@40/20");
    }

    @Test
    void whatIsEmittedHappenedWhenWhatItFollowsFromDid() {
        numbers("numbers", 1, 3, 0)
                .<Long>flatMap(value -> List.of(value, value))
                .filter(value -> value != 1)
                .process("see", () -> this::see)
                .to("out", sink);

        run(new TaskRig(topology, List.of("0"), heads("numbers", "see", "out")));

        assertThat(seen)
                .extracting(each -> each.substring(0, each.indexOf('/')))
                .containsExactly("0@0", "0@0", "2@20", "2@20");
    }

    /** Sets a timer for each record, and emits it when that fires. */
    @SuppressWarnings("NullAway.Init") // open() comes first
    private static final class Echo implements Processor<Long, Object> {
        private Timers timers;

        @Override
        public void open(Context<Object> context) {
            timers = context.timers();
        }

        @Override
        public void process(Long value, Context<Object> context) {
            if (context.eventTime() < 1_000_000) {
                timers.onEventTime(1_000_000);
            }
        }

        @Override
        public void onTimer(long millis, Context<Object> context) {
            if (context.<Long>key() == 13) {
                throw new IllegalStateException("unlucky");
            }
            context.emit(context.<Long>key());
        }
    }

    @Test
    void timersFireAsFarAsThereIsRoomForWhatTheyEmit() {
        topology.from(
                        "numbers",
                        Sources.generate(4_000, index -> index)
                                .every(Duration.ofNanos(100_000))
                                .build())
                .eventTimeMillis(value -> value < 3_000 ? 0 : 2_000_000, Duration.ZERO)
                .keyBy(value -> value)
                .process("echo", Echo::new)
                .onError(ErrorPolicy.skip())
                .to("out", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), heads("numbers", "echo", "out")).open();
        Task out = rig.task("out", 0);
        out.held(true);
        for (int i = 0; i < 2_000; i++) {
            rig.nowNanos += 1_000_000;
            rig.turn(rig.task("numbers", 0));
            rig.turn(rig.task("echo", 0));
        }
        long firedWithoutRoom = rig.out("echo");
        out.held(false);
        settle(rig);

        assertThat(firedWithoutRoom).isBetween(1L, 20L);
        assertThat(sink.values()).hasSize(2_999);
        assertThat(rig.counters("echo").dropped()).isEqualTo(1); // the unlucky one
    }

    @Test
    void aTimerThatFailsIsTreatedAsARecordThatDoes() {
        Stream<Object> echo = numbers("numbers", 1, 20, 0).keyBy(value -> value).process("echo", Echo::new);
        echo.onError(ErrorPolicy.deadLetter()).to("out", sink);
        MemorySink<DeadLetter> letters = Sinks.memory();
        echo.errors().to("errors", letters);

        TaskRig rig = new TaskRig(topology, List.of("0"), heads("numbers", "echo", "out", "errors"));
        run(rig);
        rig.task("errors", 0).complete(1);

        assertThat(sink.values()).hasSize(19).doesNotContain(13L);
        assertThat(letters.values())
                .singleElement()
                .satisfies(letter -> assertThat(letter.toString()).contains("timer at 1000000 of key 13", "unlucky"));
    }

    @Test
    void aRecordWithoutATimeIsAMatterOfTheSourcesErrorPolicy() {
        topology.from("numbers", Sources.of(1L, 2L, 3L))
                .eventTimeMillis(value -> value == 2 ? Long.MAX_VALUE : value, Duration.ZERO)
                .onError(ErrorPolicy.skip())
                .process("see", () -> this::see)
                .to("out", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), heads("numbers", "see", "out"));

        run(rig);

        assertThat(seen).extracting(each -> each.substring(0, 1)).containsExactly("1", "3");
        assertThat(rig.counters("numbers").dropped()).isEqualTo(1);
        assertThat(rig.counters("numbers").errors()).isEqualTo(1);
    }

    @Test
    void whatIsLateIsCountedAndHowFarEventTimeIs() {
        topology.from(
                        "numbers",
                        Sources.generate(5, index -> index)
                                .every(Duration.ofMillis(20))
                                .build())
                .eventTimeMillis(value -> value == 3 ? 5 : value * 10, Duration.ZERO)
                .keyBy(value -> value)
                .tumblingWindows(Duration.ofMillis(10))
                .count("windows")
                .to("out", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), heads("numbers", "windows", "out")).open();
        assertThat(rig.counters("windows").watermark()).isEqualTo(Long.MIN_VALUE);
        rig.nowNanos += 1;
        settle(rig);

        assertThat(rig.counters("windows").late()).isEqualTo(1);
        assertThat(rig.counters("windows").dropped()).isEqualTo(1);
        assertThat(rig.counters("windows").isTimed()).isTrue();
        assertThat(rig.counters("windows").watermark()).isEqualTo(Long.MAX_VALUE); // all has ended
        assertThat(sink.values()).hasSize(4);
    }

    @Test
    void whoHasNoEventTimeIsTold() {
        topology.from("numbers", Sources.of(1L)).process("see", () -> this::see).to("out", sink);
        TaskRig rig = new TaskRig(topology, List.of("0"), heads("numbers", "see", "out"));

        assertThatThrownBy(() -> run(rig)).hasMessageContaining("'see'").hasMessageContaining("eventTime(...)");
    }
}
