package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.KeyedStream;
import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.TimeWindows;
import dev.levada.api.Topology;
import dev.levada.api.Windowed;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Aggregator;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.CounterState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeWindowsTest {

    private record Click(String user, long millis) {}

    private final MemorySink<Windowed<String, Long>> windows = Sinks.memory();
    private final MemorySink<Click> late = Sinks.memory();

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static List<Click> clicks(String user, long... millis) {
        List<Click> clicks = new ArrayList<>();
        for (long each : millis) {
            clicks.add(new Click(user, each));
        }
        return clicks;
    }

    /** One at a time, so that each has told its watermark before the next is read. */
    private Topology job(
            List<Click> clicks,
            long lateness,
            Function<KeyedStream<String, Click>, Stream<Windowed<String, Long>>> of) {
        Topology topology = Topology.named("windows");
        Stream<Windowed<String, Long>> counts =
                of.apply(topology.from(Sources.<Click>generate(clicks.size(), index -> clicks.get((int) index))
                                .every(millis(20))
                                .build())
                        .eventTimeMillis(Click::millis, millis(lateness))
                        .keyBy(Click::user));
        counts.to("windows", windows);
        counts.side(TimeWindows.<Click>lateRecords()).to("late", late);
        return topology;
    }

    private String shown() {
        return windows.values().stream()
                .map(each -> "%s[%d-%d]%d".formatted(each.key(), each.startMillis(), each.endMillis(), each.value()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void tumblingWindowsCloseWhenTheWatermarkHasComeToTheirEnd() {
        Topology job = job(
                clicks("a", 1, 9, 10, 25, -5),
                100,
                keyed -> keyed.tumblingWindows(millis(10)).count("counts"));

        Simulation.of(job).parallelism(1).run();

        assertThat(shown()).isEqualTo("a[-10-0]1 a[0-10]2 a[10-20]1 a[20-30]1");
        assertThat(late.values()).isEmpty();
    }

    @Test
    void whatComesBehindTheWatermarkIsLateOnlyIfItsWindowIsClosed() {
        Topology job = job(
                clicks("a", 1, 19, 12, 9, 20, 13, 30),
                0,
                keyed -> keyed.tumblingWindows(millis(10)).count("counts"));

        Simulation.of(job).parallelism(1).run();

        assertThat(shown()).isEqualTo("a[0-10]1 a[10-20]2 a[20-30]1 a[30-40]1");
        assertThat(late.values()).isEqualTo(clicks("a", 9, 13));
    }

    @Test
    void whatIsLateAndAllowedHasItsWindowEmitAgain() {
        Topology job = job(
                clicks("a", 1, 12, 2, 3, 25, 4),
                0,
                keyed -> keyed.tumblingWindows(millis(10))
                        .allowedLateness(millis(5))
                        .count("counts"));

        Simulation.of(job).parallelism(1).run();

        assertThat(shown()).isEqualTo("a[0-10]1 a[0-10]2 a[0-10]3 a[10-20]1 a[20-30]1");
        assertThat(late.values()).isEqualTo(clicks("a", 4));
    }

    @Test
    void sessionsGrowAndBecomeOne() {
        Topology job = job(
                clicks("a", 0, 18, 9, 30, 60, 40),
                100,
                keyed -> keyed.sessionWindows(millis(10)).count("counts"));

        Simulation.of(job).parallelism(1).run();

        // What is exactly a gap later is of another session.
        assertThat(shown()).isEqualTo("a[0-28]3 a[30-40]1 a[40-50]1 a[60-70]1");
    }

    @Test
    void aSessionIsOverAGapAfterItsLastRecord() {
        Topology job = job(
                clicks("a", 0, 8, 15, 100, 16, 92),
                0,
                keyed -> keyed.sessionWindows(millis(10))
                        .allowedLateness(millis(1))
                        .count("counts"));

        Simulation.of(job).parallelism(1).run();

        // The one at 92 is late, and of a session that is not over.
        assertThat(shown()).isEqualTo("a[0-25]3 a[92-110]2");
        assertThat(late.values()).isEqualTo(clicks("a", 16));
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "12, 4", "7, 3", "20, 1"})
    void areTheSameUnderEverySchedule(long size, long slide) {
        for (long seed = 0; seed < 40; seed++) {
            List<Click> clicks = random(seed);
            MemorySink<Windowed<String, Long>> folded = Sinks.memory();
            MemorySink<Windowed<String, Long>> listed = Sinks.memory();
            MemorySink<Windowed<String, Long>> sessions = Sinks.memory();
            Topology topology = Topology.named("windows");
            KeyedStream<String, Click> keyed = topology.from(
                            Sources.<Click>generate(clicks.size(), index -> clicks.get((int) index))
                                    .splits(3)
                                    .build())
                    .eventTime(click -> Instant.ofEpochMilli(click.millis()), millis(30))
                    .parallelism(2)
                    .keyBy(Click::user);
            keyed.slidingWindows(millis(size), millis(slide))
                    .aggregate("folded", new Sum())
                    .to(folded);
            keyed.slidingWindows(millis(size), millis(slide))
                    .apply(
                            "listed",
                            (user, all) -> all.stream().mapToLong(Click::millis).sum())
                    .to(listed);
            keyed.sessionWindows(millis(size)).aggregate("sessions", new Sum()).to(sessions);

            Simulation.of(topology).seed(seed).run();

            assertThat(folded.values())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expected(clicks, size, slide));
            assertThat(listed.values()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(folded.values());
            assertThat(sessions.values())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(expectedSessions(clicks, size));
        }
    }

    /** Out of order by at most 30 ms. */
    private static List<Click> random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < random.nextInt(300); i++) {
            clicks.add(new Click("user" + random.nextInt(4), i * 3L + random.nextInt(30)));
        }
        return clicks;
    }

    private record Sum() implements Aggregator<Click, Long, Long> {
        @Override
        public Long first(Click value) {
            return value.millis();
        }

        @Override
        public Long add(Long soFar, Click value) {
            return soFar + value.millis();
        }

        @Override
        public Long merge(Long earlier, Long later) {
            return earlier + later;
        }

        @Override
        public Long result(Long all) {
            return all;
        }
    }

    private static List<Windowed<String, Long>> expected(List<Click> clicks, long size, long slide) {
        List<Windowed<String, Long>> expected = new ArrayList<>();
        for (long start = -size; start < 2_000; start++) {
            TreeMap<String, Long> sums = new TreeMap<>();
            for (Click click : clicks) {
                if (Math.floorMod(start, slide) == 0 && click.millis() >= start && click.millis() < start + size) {
                    sums.merge(click.user(), click.millis(), Long::sum);
                }
            }
            long begin = start;
            sums.forEach((user, sum) -> expected.add(new Windowed<>(user, begin, begin + size, sum)));
        }
        return expected;
    }

    private static List<Windowed<String, Long>> expectedSessions(List<Click> clicks, long gap) {
        TreeMap<String, Windowed<String, Long>> open = new TreeMap<>();
        List<Windowed<String, Long>> expected = new ArrayList<>();
        clicks.stream()
                .sorted((one, other) -> Long.compare(one.millis(), other.millis()))
                .forEach(click -> {
                    Windowed<String, Long> alone =
                            new Windowed<>(click.user(), click.millis(), click.millis() + gap, click.millis());
                    Windowed<String, Long> before = open.put(click.user(), alone);
                    if (before != null && click.millis() < before.endMillis()) {
                        open.put(
                                click.user(),
                                new Windowed<>(
                                        click.user(),
                                        before.startMillis(),
                                        click.millis() + gap,
                                        click.millis() + before.value()));
                    } else if (before != null) {
                        expected.add(before);
                    }
                });
        expected.addAll(open.values());
        return expected;
    }

    @Test
    void windowsOfWindowsTakeAllOfThem() {
        Topology job = job(
                clicks("a", 1, 9, 10, 25, 39, 41),
                5,
                keyed -> keyed.tumblingWindows(millis(10))
                        .count("counts")
                        .keyBy(Windowed::key)
                        .tumblingWindows(millis(20))
                        .count("counts of counts"));

        Simulation.of(job).run();

        assertThat(shown()).isEqualTo("a[0-20]2 a[20-40]2 a[40-60]1");
    }

    @Test
    void recordsInTimeOrderComeByTimeAndNumberUnderEverySchedule() {
        for (long seed = 0; seed < 30; seed++) {
            MemorySink<Click> sink = Sinks.memory();
            MemorySink<Click> behind = Sinks.memory();
            Topology topology = Topology.named("orders");
            List<Click> one = random(seed);
            List<Click> other = random(seed + 50);
            Stream<Click> ordered = clicks(topology, "one", one)
                    .merge(clicks(topology, "other", other))
                    .keyBy(Click::user)
                    .inTimeOrder("order", click -> click.millis() % 7);
            ordered.partition(Partitioning.global()).to("sink", sink);
            ordered.side(TimeWindows.<Click>lateRecords()).to("behind", behind);

            Simulation.of(topology).seed(seed).parallelism(2).run();

            List<Click> all = new ArrayList<>(one);
            all.addAll(other);
            assertThat(sink.values()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all);
            assertThat(behind.values()).as("seed %d", seed).isEmpty();
            for (int user = 0; user < 4; user++) {
                String name = "user" + user;
                assertThat(sink.values().stream().filter(click -> click.user().equals(name)))
                        .as("seed %d", seed)
                        .isSortedAccordingTo(Comparator.comparingLong(Click::millis));
            }
        }
    }

    private static Stream<Click> clicks(Topology topology, String name, List<Click> clicks) {
        return topology.from(
                        name,
                        Sources.<Click>generate(clicks.size(), index -> clicks.get((int) index))
                                .splits(2)
                                .build())
                .eventTimeMillis(Click::millis, millis(30));
    }

    @Test
    void recordsOfTheSameTimeGoByTheirNumbersAndLateOnesToTheSide() {
        List<List<Long>> records = List.of(
                List.of(10L, 3L),
                List.of(10L, 1L),
                List.of(5L, 9L),
                List.of(10L, 2L),
                List.of(80L, 1L),
                List.of(70L, 1L));
        MemorySink<List<Long>> sink = Sinks.memory();
        MemorySink<List<Long>> behind = Sinks.memory();
        Topology topology = Topology.named("orders");
        Stream<List<Long>> ordered = topology.from(
                        Sources.<List<Long>>generate(records.size(), index -> records.get((int) index))
                                .every(millis(20))
                                .build())
                .eventTimeMillis(record -> record.get(0), millis(5))
                .keyBy(record -> "all")
                .inTimeOrder("order", record -> record.get(1));
        ordered.to("sink", sink);
        ordered.side(TimeWindows.<List<Long>>lateRecords()).to("behind", behind);

        Simulation.of(topology).parallelism(1).run();

        assertThat(sink.values())
                .containsExactly(
                        List.of(5L, 9L), List.of(10L, 1L), List.of(10L, 2L), List.of(10L, 3L), List.of(80L, 1L));
        assertThat(behind.values()).containsExactly(List.of(70L, 1L));
    }

    @Test
    void goOnFromTheirStateAsTheyWere() {
        Topology job = job(
                random(3),
                30,
                keyed -> keyed.slidingWindows(millis(12), millis(4)).aggregate("folded", new Sum()));
        Topology sessions = job(
                random(4),
                30,
                keyed -> keyed.sessionWindows(millis(9)).apply("listed", (user, all) -> (long) all.size()));

        assertThat(Sanitizer.of(job).run().differences()).isEmpty();
        assertThat(Sanitizer.of(sessions).run().differences()).isEmpty();
    }

    @Test
    void needAnEventTime() {
        KeyedStream<String, String> keyed =
                Topology.named("untimed").from(Sources.of("a")).keyBy(text -> text);

        assertThatThrownBy(() -> keyed.tumblingWindows(millis(10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'source'")
                .hasMessageContaining("eventTime(...)");
    }

    /** Emits for each timer its time and how many clicks there were before. */
    @SuppressWarnings("NullAway.Init") // open() comes first
    private static final class Reminder implements Processor<Click, String> {
        private Timers timers;
        private CounterState clicks;
        private long inField;
        private final boolean forgets;

        Reminder(boolean forgets) {
            this.forgets = forgets;
        }

        @Override
        public void open(Context<String> context) {
            timers = context.timers();
            clicks = context.counter("clicks");
        }

        @Override
        public void process(Click click, Context<String> context) {
            clicks.add(1);
            inField++;
            timers.onEventTime(click.millis() + 10);
            timers.onEventTime(click.millis() + 10);
            timers.onEventTime(click.millis() + 5);
            timers.cancel(click.millis() + 5);
        }

        @Override
        public void onTimer(long millis, Context<String> context) {
            context.emit("%s %d %d".formatted(context.key(), millis, forgets ? inField : clicks.get()));
            if (millis < 40) {
                timers.onEventTime(millis + 100);
            }
        }
    }

    @Test
    void timersFireByTimeAndThenByKeyAndWhatIsSetAtTheEndDoesNot() {
        List<Click> input = new ArrayList<>(clicks("b", 1, 3));
        input.addAll(clicks("a", 3, 21, 300));

        List<String> output = OperatorTester.<Click, String>of(() -> new Reminder(false))
                .keyBy(Click::user)
                .eventTimeMillis(Click::millis, millis(500))
                .input(input)
                .repeats()
                .output();

        assertThat(output).containsExactly("b 11 2", "a 13 3", "b 13 2", "a 31 3", "a 310 3");
    }

    @Test
    void theSanitizerFindsTimersThatGoByFields() {
        List<Click> input = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            input.add(new Click("a", i * 20L));
        }

        assertThatThrownBy(() -> OperatorTester.<Click, String>of(() -> new Reminder(true))
                        .keyBy(Click::user)
                        .eventTimeMillis(Click::millis, millis(10))
                        .input(input)
                        .repeats())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("restored");
    }
}
