package dev.levada.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventTimeLintTest {

    private static final class Late implements Processor<Long, Long> {
        @Override
        public void process(Long value, Context<Long> context) {
            context.emit(value);
        }

        @Override
        public void onTimer(long millis, Context<Long> context) {
            context.emit(System.currentTimeMillis());
        }
    }

    private static final class Alarmed implements Processor<Long, Long> {
        @Override
        public void process(Long value, Context<Long> context) {
            context.emit(value);
        }

        @Override
        public void onProcessingTimer(long millis, Context<Long> context) {
            context.emit((long) System.getenv().size());
        }
    }

    /** A class of its own: of several lambdas of one class and kind all are read. */
    private static final class Clocked {
        static Topology topology() {
            Topology topology = Topology.named("times");
            topology.from(Sources.of(1L))
                    .eventTimeMillis(value -> System.nanoTime(), Duration.ZERO)
                    .to(Sinks.discard());
            return topology;
        }
    }

    /** Likewise. */
    private static final class Paired {
        static Topology topology() {
            Topology topology = Topology.named("joins");
            Stream<Long> numbers = topology.from(Sources.of(1L)).eventTimeMillis(value -> value, Duration.ZERO);
            numbers.keyBy(value -> value)
                    .join(numbers.keyBy(value -> (long) System.identityHashCode(value)))
                    .within(Duration.ZERO, Duration.ZERO)
                    .apply("pairs", (one, other) -> one + Math.random())
                    .to(Sinks.discard());
            return topology;
        }
    }

    private static List<Hazard> hazards(Topology topology) {
        return Lint.check(topology.graph()).errors().stream()
                .map(Finding::hazard)
                .toList();
    }

    @Test
    void readsWhatTellsTheTimeOfRecords() {
        assertThat(hazards(Clocked.topology())).containsExactly(Hazard.CLOCK);
    }

    @Test
    void readsWhatJoinsMakeAndByWhichKey() {
        assertThat(hazards(Paired.topology())).containsExactlyInAnyOrder(Hazard.IDENTITY, Hazard.RANDOM);
    }

    @Test
    void readsTimersByProcessingTime() {
        Topology topology = Topology.named("alarms");
        topology.from(Sources.of(1L))
                .keyBy(value -> value)
                .process("alarmed", Alarmed::new)
                .to(Sinks.discard());

        assertThat(hazards(topology)).containsExactly(Hazard.ENVIRONMENT);
    }

    @Test
    void readsTimersAndWhatWindowsAreMadeOf() {
        Topology topology = Topology.named("timers");
        topology.from(Sources.of(1L))
                .eventTimeMillis(value -> value, Duration.ZERO)
                .keyBy(value -> value)
                .process("late", Late::new)
                .keyBy(value -> value)
                .tumblingWindows(Duration.ofSeconds(1))
                .apply("windows", (key, values) -> Math.random())
                .to(Sinks.discard());

        assertThat(hazards(topology)).containsExactlyInAnyOrder(Hazard.CLOCK, Hazard.RANDOM);
    }
}
