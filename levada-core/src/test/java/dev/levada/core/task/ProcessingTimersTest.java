package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessingTimersTest {
    private static final long MILLI = 1_000_000;
    private static final long DAY = 86_400_000;

    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("clock");

    /** For each record timers at some times of day, told by the test. */
    @SuppressWarnings("NullAway.Init") // open() comes first
    private static final class Alarms implements Processor<Long, Object> {
        private Timers timers;

        @Override
        public void open(Context<Object> context) {
            timers = context.timers();
        }

        @Override
        public void process(Long value, Context<Object> context) {
            timers.onProcessingTime(DAY + 100 - value);
            timers.onProcessingTime(DAY + 100 - value);
            timers.onProcessingTime(DAY + 200);
            timers.onProcessingTime(DAY + 300 + value);
            timers.cancelProcessingTime(DAY + 200);
        }

        @Override
        public void onProcessingTimer(long millis, Context<Object> context) {
            if (context.<Long>key() == 13) {
                throw new IllegalStateException("unlucky");
            }
            context.emit("%d at %d".formatted(context.<Long>key(), millis - DAY));
            if (millis == DAY + 100 - context.<Long>key()) {
                timers.onProcessingTime(DAY); // in the past; that of 100 again and again
            }
        }
    }

    private TaskRig rig(int count) {
        topology.from(
                        "numbers",
                        Sources.generate(count, index -> index)
                                .every(Duration.ofMillis(1))
                                .build())
                .keyBy(value -> value)
                .process("alarms", Alarms::new)
                .onError(ErrorPolicy.skip())
                .to("out", sink);
        Map<String, Integer> heads = new LinkedHashMap<>();
        List.of("numbers", "alarms", "out").forEach(head -> heads.put(head, 1));
        return new TaskRig(topology, List.of("0"), heads).open();
    }

    private static void turns(TaskRig rig, long fromMillis, long toMillis, String... tasks) {
        for (long millis = fromMillis; millis < toMillis; millis++) {
            rig.nowNanos = millis * MILLI;
            for (String task : tasks) {
                rig.task(task, 0).turn(512, rig.nowNanos, DAY + millis);
            }
        }
    }

    @Test
    void fireByTimeAndThenByKeyWhenTheClockHasComeToThem() {
        TaskRig rig = rig(1_000);
        rig.task("numbers", 0).intervalNanos(400 * MILLI); // so that it does not end
        turns(rig, 0, 90, "numbers", "alarms", "out");
        assertThat(rig.out("alarms")).isZero();
        assertThat(rig.task("alarms", 0).wakeNanos()).isEqualTo(100 * MILLI);

        turns(rig, 90, 100, "numbers", "alarms", "out");
        assertThat(rig.out("alarms")).isZero();
        turns(rig, 100, 101, "alarms");
        assertThat(rig.out("alarms")).isEqualTo(1);
        turns(rig, 101, 120, "numbers", "alarms", "out");
        assertThat(rig.out("alarms")).isEqualTo(2); // what it set in the past
    }

    @Test
    void allFireAtTheEndAndWhatTheySetThenDoesNot() {
        TaskRig rig = rig(3);
        turns(rig, 0, 50, "numbers", "alarms", "out");
        rig.task("out", 0).complete(1);

        assertThat(sink.values())
                .containsExactly("2 at 98", "1 at 99", "0 at 100", "0 at 300", "1 at 301", "2 at 302"); // and none at 0
    }

    @Test
    void fireAsFarAsThereIsRoomAndThoseThatFailAreSkipped() {
        TaskRig rig = rig(200);
        rig.task("out", 0).held(true);
        turns(rig, 0, 990, "numbers");
        turns(rig, 990, 999, "numbers", "alarms"); // far behind: all are due
        long without = rig.out("alarms");
        rig.task("out", 0).held(false);
        turns(rig, 999, 2_000, "numbers", "alarms", "out");
        rig.task("out", 0).complete(1);

        assertThat(without).isBetween(1L, 50L);
        assertThat(sink.values()).doesNotContain("13 at 87").contains("14 at 86", "199 at -99", "199 at 499");
        assertThat(rig.counters("alarms").dropped()).isEqualTo(2);
    }
}
