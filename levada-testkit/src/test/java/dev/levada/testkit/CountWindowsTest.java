package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountWindowsTest {

    private record Window(long key, List<Long> values) {}

    private record Job(Topology topology, MemorySink<Window> windows) {

        static Job of(long records, int keys, int size, int every) {
            MemorySink<Window> windows = Sinks.memory();
            Topology topology = Topology.named("windows");
            topology.from(Sources.generate(records, index -> index).build())
                    .keyBy(value -> value % keys)
                    .countWindows(size, every)
                    .apply("windows", Window::new)
                    .parallelism(2)
                    .to(windows);
            return new Job(topology, windows);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "25, 10, 10, [0..9] [10..19] [20..24]",
        "20, 10, 10, [0..9] [10..19]",
        "25, 10, 5, [0..9] [5..14] [10..19] [15..24]",
        "26, 10, 5, [0..9] [5..14] [10..19] [15..24] [20..25]",
        "3, 10, 5, [0..2]",
        "5, 3, 1, [0..2] [1..3] [2..4]",
        "2, 1, 1, [0..0] [1..1]"
    })
    void leavesNoRecordOut(long records, int size, int every, String expected) {
        Job job = Job.of(records, 1, size, every);

        Simulation.of(job.topology()).run();

        assertThat(job.windows().values())
                .extracting(window -> "[%d..%d]"
                        .formatted(
                                window.values().get(0),
                                window.values().get(window.values().size() - 1)))
                .isEqualTo(List.of(expected.split(" ")));
    }

    @Test
    void areTheSameUnderEverySchedule() {
        for (long seed = 1; seed <= 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = random.nextInt(1, 8);
            int every = random.nextInt(1, size + 1);
            int keys = random.nextInt(1, 6);
            long records = random.nextLong(200);
            Job job = Job.of(records, keys, size, every);

            Simulation.of(job.topology()).seed(seed).run();

            for (long key = 0; key < keys; key++) {
                long wanted = key;
                assertThat(job.windows().values())
                        .as("seed %d, key %d", seed, key)
                        .filteredOn(window -> window.key() == wanted)
                        .extracting(Window::values)
                        .isEqualTo(windows(valuesOf(key, records, keys), size, every));
            }
        }
    }

    private static List<Long> valuesOf(long key, long records, int keys) {
        return LongStream.range(0, records)
                .filter(value -> value % keys == key)
                .boxed()
                .toList();
    }

    private static List<List<Long>> windows(List<Long> values, int size, int every) {
        List<List<Long>> windows = new ArrayList<>();
        int from = 0;
        while (from + size <= values.size()) {
            windows.add(values.subList(from, from + size));
            from += every;
        }
        int covered = windows.isEmpty() ? 0 : from - every + size;
        if (covered < values.size()) {
            windows.add(values.subList(from, values.size()));
        }
        return windows;
    }

    @Test
    void goOnFromTheirStateAsTheyWere() {
        Sanitizer.Result result = Sanitizer.of(Job.of(100, 3, 5, 2).topology()).run();

        assertThat(result.differences()).isEmpty();
        assertThat(result.records()).containsEntry("windows", 100);
    }
}
