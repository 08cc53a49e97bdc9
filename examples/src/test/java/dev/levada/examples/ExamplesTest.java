package dev.levada.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.KeyCount;
import dev.levada.api.MemorySink;
import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sinks;
import dev.levada.api.Topology;
import dev.levada.api.Windowed;
import dev.levada.api.annotation.Sequential;
import dev.levada.examples.Spikes.Spike;
import dev.levada.node.Levada;
import dev.levada.testkit.Sanitizer;
import dev.levada.testkit.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ExamplesTest {
    private static final Path SENSORS = Path.of("spikes", "sensors.csv");
    private static final Path LICENSE = Path.of("..", "LICENSE");

    @Test
    void wordCountAgreesWithARegularExpression() throws IOException {
        Map<String, Long> expected = Pattern.compile("[A-Za-z0-9_]+")
                .matcher(Files.readString(LICENSE))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.groupingBy(word -> word.toUpperCase(Locale.ROOT), Collectors.counting()));

        List<KeyCount<String>> counts = run(new WordCount(), LICENSE);

        assertThat(counts.stream().collect(Collectors.toMap(KeyCount::key, KeyCount::count)))
                .isEqualTo(expected)
                .hasSize(counts.size());
    }

    @Test
    void spikesFindsThePeaksThatAreInTheData() {
        List<Spike> spikes = run(new Spikes(), SENSORS);

        assertThat(spikes).hasSize(5);
        assertThat(spikes).allMatch(spike -> spike.celsius() > 1.5 * spike.mean());
    }

    @Test
    void theAnnotatedFormFindsTheSameWithAndWithoutTheEngine() {
        List<Spike> byDsl = run(new Spikes(), SENSORS);
        ConcurrentLinkedQueue<Spike> byEngine = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Spike> sequential = new ConcurrentLinkedQueue<>();

        Levada.embedded()
                .run(Topology.of(new SpikesByAnnotations.Job(SENSORS, byEngine::add)))
                .join();
        Sequential.run(new SpikesByAnnotations.Job(SENSORS, sequential::add));

        assertThat(byEngine).containsExactlyInAnyOrderElementsOf(byDsl);
        assertThat(sequential).containsExactlyInAnyOrderElementsOf(byDsl);
    }

    @Test
    void wordCountIsTheSameUnderEverySimulatedSchedule() {
        List<KeyCount<String>> real = run(new WordCount(), LICENSE);
        Simulation.seeds(5, () -> new WordCount().build(parameters(LICENSE)), (topology, seed) -> {
            MemorySink<KeyCount<String>> sink = attach(topology);
            Simulation.of(topology).seed(seed).run();
            assertThat(sink.values()).containsExactlyInAnyOrderElementsOf(real);
        });
    }

    @Test
    void collatzCountsTheStepsOfEachNumber() {
        Topology topology = new Collatz().build(new Parameters(List.of(), Map.of("numbers", "500")));
        MemorySink<Collatz.Steps> sink = attach(topology);
        Levada.embedded().run(topology).join();

        assertThat(sink.values())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(2, 501)
                        .mapToObj(start -> new Collatz.Steps(start, stepsOf(start)))
                        .toList());
    }

    @Test
    void visitsAreCountedByWhenTheyHappened() {
        Topology topology = new Visits().build(new Parameters(List.of(), Map.of("visits", "10000")));
        MemorySink<Windowed<String, Long>> sink = attach(topology);
        Levada.embedded().run(topology).join();

        Map<List<Object>, Long> expected = LongStream.range(0, 10_000)
                .mapToObj(Visits.Visit::of)
                .collect(Collectors.groupingBy(
                        visit -> List.of(visit.page(), visit.millis() / 60_000 * 60_000), Collectors.counting()));
        assertThat(sink.values())
                .hasSize(expected.size())
                .allSatisfy(window -> assertThat(expected)
                        .containsEntry(List.of(window.key(), window.startMillis()), window.value()));
    }

    @Test
    void clicksMeetTheAdsThatWereShownBeforeThem() {
        Topology topology = new AdClicks().build(new Parameters(List.of(), Map.of("shown", "2000")));
        MemorySink<AdClicks.Answer> sink = attach(topology);
        Levada.embedded().run(topology).join();

        List<AdClicks.Answer> expected = LongStream.range(0, 2_000)
                .mapToObj(AdClicks.Shown::of)
                .flatMap(shown -> LongStream.range(0, 1_000)
                        .mapToObj(AdClicks.Click::of)
                        .filter(click -> click.ad() == shown.ad()
                                && click.millis() >= shown.millis()
                                && click.millis() <= shown.millis() + 10_000)
                        .map(click -> new AdClicks.Answer(shown.ad(), shown.millis(), click.millis())))
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(sink.values()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Orders.Priced> priced(long orders) {
        Map<String, Long> rates = LongStream.range(0, 3)
                .mapToObj(Orders.Rate::of)
                .collect(Collectors.toMap(Orders.Rate::currency, Orders.Rate::euros));
        return LongStream.range(0, orders)
                .mapToObj(Orders.Order::of)
                .map(order -> new Orders.Priced(
                        order.id(),
                        "customer-" + order.customer(),
                        order.amount() * rates.getOrDefault(order.currency(), 0L) / 1_000))
                .toList();
    }

    private static Topology orders(long count) {
        return new Orders().build(new Parameters(List.of(), Map.of("orders", String.valueOf(count))));
    }

    @Test
    void ordersHaveTheirCustomersAndArePricedByTheirRates() {
        Topology topology = orders(1_000);
        MemorySink<Orders.Priced> sink = attach(topology);
        Levada.embedded().run(topology).join();

        assertThat(sink.values()).containsExactlyInAnyOrderElementsOf(priced(1_000));
    }

    @Test
    void ordersAreTheSameUnderEverySimulatedScheduleAndRepeat() {
        Simulation.seeds(5, () -> orders(40), (topology, seed) -> {
            MemorySink<Orders.Priced> sink = attach(topology);
            Simulation.of(topology).seed(seed).run();
            assertThat(sink.values()).containsExactlyInAnyOrderElementsOf(priced(40));
        });
        Topology topology = orders(40);
        MemorySink<Orders.Priced> unused = attach(topology);
        assertThat(Sanitizer.of(topology).run().records()).containsEntry("prices", 43);
        Sanitizer.of(topology).check();
    }

    private static long stepsOf(long start) {
        long steps = 0;
        for (long now = start; now != 1; now = now % 2 == 0 ? now / 2 : 3 * now + 1) {
            steps++;
        }
        return steps;
    }

    private static <T> List<T> run(Pipeline pipeline, Path input) {
        Topology topology = pipeline.build(parameters(input));
        MemorySink<T> sink = attach(topology);
        Levada.embedded().run(topology).join();
        return sink.values();
    }

    private static Parameters parameters(Path input) {
        return new Parameters(List.of(input.toString()), Map.of());
    }

    @SuppressWarnings("unchecked") // each example has one open end, of a type that the test knows
    private static <T> MemorySink<T> attach(Topology topology) {
        MemorySink<Object> sink = Sinks.memory();
        topology.openEnds().values().forEach(end -> end.to(sink));
        return (MemorySink<T>) sink;
    }
}
