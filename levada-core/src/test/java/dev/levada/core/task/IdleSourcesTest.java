package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.operator.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class IdleSourcesTest {
    private static final long MILLI = 1_000_000;

    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("idle");
    private final List<String> seen = new ArrayList<>();

    /**
     * Each record is when it comes, in milliseconds, and that is its event time, too.
     *
     * @param records when they come, for each split
     */
    private record Script(Map<String, List<Long>> records, long endMillis) implements Source<Long> {
        @Override
        public List<String> splits() {
            return List.copyOf(records.keySet());
        }

        @Override
        public SourceReader<Long> open(String split, long position) {
            List<Long> left = new ArrayList<>(records.getOrDefault(split, List.of()));
            return new SourceReader<>() {
                @Override
                public Status read(SourceOutput<Long> out, int maxRecords, long nowNanos) {
                    if (!left.isEmpty() && left.get(0) * MILLI <= nowNanos) {
                        out.emit(left.remove(0));
                        return Status.MORE;
                    }
                    return nowNanos < endMillis * MILLI ? Status.IDLE : Status.END;
                }

                @Override
                public long position() {
                    return 0;
                }
            };
        }
    }

    private static Map<String, List<Long>> splits(List<Long> one, List<Long> other) {
        Map<String, List<Long>> splits = new LinkedHashMap<>();
        splits.put("0", one);
        splits.put("1", other);
        return splits;
    }

    private Stream<Long> from(String name, Map<String, List<Long>> splits) {
        return topology.from(name, new Script(splits, 900))
                .eventTimeMillis(millis -> millis, Duration.ZERO)
                .idleAfter(Duration.ofMillis(100));
    }

    private void see(Long value, Context<Object> context) {
        long watermark = context.watermark();
        seen.add("%d/%s".formatted(value, watermark == Long.MIN_VALUE ? "-" : watermark));
        context.emit(value);
    }

    private void run(TaskRig rig, Map<String, Integer> heads) {
        rig.open();
        for (int i = 0; i < 1_000; i++) {
            rig.nowNanos = i * MILLI;
            heads.forEach((head, tasks) -> {
                for (int task = 0; task < tasks; task++) {
                    rig.task(head, task).turn(512, rig.nowNanos, 0);
                }
            });
        }
    }

    private void run(Stream<Long> numbers, String... sources) {
        numbers.process("see", () -> this::see).to("out", sink);
        Map<String, Integer> heads = new LinkedHashMap<>();
        for (String source : sources) {
            heads.put(source, 1);
        }
        heads.put("see", 1);
        heads.put("out", 1);
        run(new TaskRig(topology, List.of("0", "1"), heads), heads);
    }

    @Test
    void aSplitThatGivesNothingForLongIsNotWaitedFor() {
        run(from("numbers", splits(List.of(5L, 50L, 200L, 300L), List.of(10L))), "numbers");

        // It has given nothing since 10, so it is idle at 111 or so.
        assertThat(seen).containsExactly("5/-", "10/-", "50/5", "200/50", "300/200");
    }

    @Test
    void withoutTheRuleEverybodyWaitsForIt() {
        Stream<Long> numbers = topology.from(
                        "numbers", new Script(splits(List.of(5L, 50L, 200L, 300L), List.of(10L)), 900))
                .eventTimeMillis(millis -> millis, Duration.ZERO);
        run(numbers, "numbers");

        assertThat(seen).containsExactly("5/-", "10/-", "50/5", "200/10", "300/10");
    }

    @Test
    void itCountsAgainWithItsNextRecordAndEventTimeDoesNotGoBack() {
        run(from("numbers", splits(List.of(5L, 200L, 300L, 350L, 390L), List.of(10L, 310L, 380L))), "numbers");

        // From 310 on both count, the first one being at 300.
        assertThat(seen)
                .containsExactly("5/-", "10/-", "200/10", "300/200", "310/300", "350/300", "380/310", "390/350");
    }

    @Test
    void ifAllAreIdleEventTimeStaysWhereItIs() {
        run(from("numbers", splits(List.of(5L, 400L), List.of(10L))), "numbers");

        assertThat(seen).containsExactly("5/-", "10/-", "400/10");
    }

    @Test
    void aSourceAllOfWhoseSplitsAreIdleHoldsUpNoConsumer() {
        List<Long> often = List.of(20L, 60L, 140L, 220L, 300L);
        Stream<Long> busy = from("busy", splits(List.of(20L, 60L, 140L, 220L, 300L, 350L, 410L), often));
        Stream<Long> quiet = from("quiet", splits(List.of(10L), List.of(10L, 320L)));
        run(busy.merge(quiet), "busy", "quiet");

        // From 320 on it counts again.
        assertThat(seen)
                .containsExactly(
                        "10/-", "10/-", "20/-", "20/-", "60/10", "60/10", "140/60", "140/60", "220/140", "220/140",
                        "300/220", "300/220", "320/300", "350/300", "410/320");
    }

    @Test
    void idlenessGoesOnThroughTasksThatHaveNoOtherInput() {
        Stream<Long> busy = from("busy", splits(List.of(20L, 250L, 300L), List.of(20L, 250L, 300L)));
        Stream<Long> quiet = from("quiet", splits(List.of(10L), List.of(10L)))
                .map(value -> value)
                .named("middle")
                .parallelism(1);
        run(busy.merge(quiet), "busy", "quiet", "middle");

        assertThat(seen).endsWith("300/250", "300/250");
    }

    @Test
    void onlyASourceWithEventTimeCanBeIdle() {
        Stream<Long> plain = topology.from("plain", Sources.of(1L));
        Stream<Long> timed = topology.from("timed", Sources.of(1L)).eventTimeMillis(value -> value, Duration.ZERO);

        assertThatThrownBy(() -> plain.idleAfter(Duration.ofSeconds(1)))
                .hasMessageContaining("'plain'")
                .hasMessageContaining("eventTime(...)");
        assertThatThrownBy(() -> plain.map(value -> value).named("map").idleAfter(Duration.ofSeconds(1)))
                .hasMessageContaining("'map'");
        assertThatThrownBy(() -> timed.idleAfter(Duration.ZERO)).hasMessageContaining("1 ms", "PT0S");
    }
}
