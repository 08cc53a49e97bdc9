package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.graph.Definition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows and joins of files, by time and by number. */
@Timeout(60)
final class YamlTimeTest {
    private static final String SOURCES = "{name: x, sources: {a: {sequence: , eventTime: value}, b: {lines: c}}, ";

    @TempDir
    private Path directory;

    record Event(long at, long n) {}

    /** Gives a record, one that closes its window, and, when something has come of the window, one that is too late. */
    record Straggling() implements Source<Event> {
        private static CountDownLatch closed = new CountDownLatch(1);

        static String told(List<Object> window) {
            closed.countDown();
            return "window " + window;
        }

        @Override
        public List<String> splits() {
            return List.of("all");
        }

        @Override
        public SourceReader<Event> open(String split, long position) {
            return new SourceReader<>() {
                private final List<Event> events = List.of(new Event(0, 1), new Event(5_000, 2), new Event(100, 3));
                private int next = (int) position;

                @Override
                public Status read(SourceOutput<Event> out, int maxRecords, long nowNanos) {
                    if (next == 2 && closed.getCount() > 0) {
                        return Status.IDLE;
                    }
                    if (next == events.size()) {
                        return Status.END;
                    }
                    out.emit(events.get(next++));
                    return Status.MORE;
                }

                @Override
                public long position() {
                    return next;
                }
            };
        }
    }

    private PipelineFiles files() {
        return new PipelineFiles(directory);
    }

    private List<Object> run(String... lines) {
        return PipelineFiles.run(files().load(lines));
    }

    @Test
    void lateRecordsOfWindowsAreAStream() {
        Straggling.closed = new CountDownLatch(1);
        String name = YamlTimeTest.class.getName() + "$Straggling";
        assertThat(run(
                        "name: late",
                        "sources:",
                        "  events: { uses: " + name + ", eventTime: at }",
                        "steps:",
                        "  - sums: { from: events, keyBy: n % 1, window: { tumbling: 1s }, aggregate: { sum: sum(n) } }",
                        "  - rows: { from: sums, map: { start: start, sum: sum } }",
                        "  - told: { from: rows, map: " + name + "::told }",
                        "  - late: { from: sums.late, map: \"'late ' + string(n)\" }"))
                .containsExactlyInAnyOrder(
                        "window [1970-01-01T00:00:00Z, 1]", "window [1970-01-01T00:00:05Z, 2]", "late 3");
    }

    @Test
    void countsSomeRecordsAtATime() {
        files().file("numbers.csv", "k,n", "a,1", "b,10", "a,2", "a,3", "a,4", "b,20");
        assertThat(
                        run(
                                "name: counted",
                                "sources:",
                                "  numbers: { csv: { path: numbers.csv, type: { k: string, n: int } } }",
                                "steps:",
                                "  - pairs: { from: numbers, keyBy: k, window: { count: 2 }, aggregate: { sum: sum(n), mean: avg(n) } }",
                                "  - sliding: { from: numbers, keyBy: k, window: { count: 3, every: 1 }, aggregate: { sum: sum(n) } }"))
                .containsExactlyInAnyOrder(
                        List.of("a", 3L, 1.5),
                        List.of("a", 7L, 3.5),
                        List.of("b", 30L, 15.0),
                        List.of("a", 6L),
                        List.of("a", 9L),
                        List.of("b", 30L));
    }

    private String[] twoSides(String join) {
        files().file("shown.csv", "ad,at", "1,0", "1,4000", "2,100");
        files().file("clicks.csv", "page,when", "1,1000", "1,4500", "2,9000", "3,50");
        return new String[] {
            "name: joined",
            "sources:",
            "  shown: { csv: { path: shown.csv, type: { ad: int, at: int } }, eventTime: at }",
            "  clicks: { csv: { path: clicks.csv, type: { page: int, when: int } }, eventTime: when }",
            "steps:",
            "  - answers:",
            "      from: shown",
            "      keyBy: ad",
            "      join: { right: clicks, keyBy: page, " + join + " }"
        };
    }

    @Test
    void joinsWhatHappenedAroundEachOther() {
        assertThat(run(twoSides("within: [-3s, 1s], apply: { ad: left.ad, after: right.when - left.at }")))
                .containsExactlyInAnyOrder(List.of(1L, 1000L), List.of(1L, -3000L), List.of(1L, 500L));
    }

    @Test
    void joinsWhatHappenedInOneWindow() {
        Instant start = Instant.EPOCH;
        assertThat(run(twoSides("tumbling: 2s, lateness: 1s, apply: { shown: left.at, clicked: right.when }")))
                .containsExactlyInAnyOrder(
                        List.of(1L, start, start.plusSeconds(2), 0L, 1000L),
                        List.of(1L, start.plusSeconds(4), start.plusSeconds(6), 4000L, 4500L));
    }

    @Test
    void lateRecordsOfJoinsAreAStreamIfBothSidesAreAlike() {
        try (YamlPipeline pipeline = files().load(
                        "name: alike",
                        "sources:",
                        "  a: { sequence: { count: 3 }, eventTime: value }",
                        "  b: { sequence: { count: 3 }, eventTime: value }",
                        "steps:",
                        "  - same: { from: a, keyBy: value, join: { right: b, keyBy: value, within: [0s, 0s], apply: { n: left.value } } }",
                        "  - late: { from: same.late, filter: 'true' }")) {
            assertThat(pipeline.topology().graph().operators())
                    .filteredOn(operator -> operator.name().equals("late"))
                    .singleElement()
                    .satisfies(operator ->
                            assertThat(operator.inputs().get(0).from()).isEqualTo("same"))
                    .satisfies(operator ->
                            assertThat(operator.inputs().get(0).output()).isEqualTo("late"));
        }
        String[] unlike = twoSides("within: [-3s, 1s], apply: { ad: left.ad }");
        unlike[5] =
                "  - answers: { from: shown, keyBy: ad, join: { right: clicks, keyBy: page, within: [0s, 1s], apply: { ad: left.ad } } }";
        unlike[6] = "  - late: { from: answers.late, filter: 'true' }";
        unlike[7] = "";
        unlike[8] = "";
        assertThat(files().problems(unlike))
                .containsExactly("7:19 Y201 'answers' has no side output 'late'; it has none");
    }

    @Test
    void putsRecordsInTheOrderOfTheirTimes() {
        files().file("one.csv", "at,n", "1,7", "3,1", "3,5");
        files().file("other.csv", "at,n", "2,2", "3,3");
        assertThat(run(
                        "name: ordered",
                        "sources:",
                        "  one: { csv: { path: one.csv, type: { at: int, n: int } }, eventTime: at }",
                        "  other: { csv: { path: other.csv, type: { at: int, n: int } }, eventTime: at }",
                        "steps:",
                        "  - ordered: { from: [one, other], keyBy: n - n, inTimeOrder: n }"))
                .containsExactly(List.of(1L, 7L), List.of(2L, 2L), List.of(3L, 1L), List.of(3L, 3L), List.of(3L, 5L));
    }

    @Test
    void quietSplitsCanBeIdle() {
        try (YamlPipeline pipeline = files().load(
                        "name: idle",
                        "sources:",
                        "  numbers: { sequence: { count: 3 }, eventTime: value, lateness: 5s, idleAfter: 2s }")) {
            assertThat(pipeline.topology().graph().operators())
                    .singleElement()
                    .extracting(operator -> ((Definition.Read) operator.definition())
                            .eventTime()
                            .orElseThrow()
                            .idleAfter())
                    .isEqualTo(java.util.Optional.of(Duration.ofSeconds(2)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            steps: [c: {from: b.late, filter: 'true'}]}|Y201|'b' has no side output 'late'; it has none
            steps: [c: {from: a, keyBy: value, window: {tumbling: 1s}, aggregate: {n: count()}}, d: {from: c.lat, filter: 'true'}]}|Y201|'c' has no side output 'lat'; did you mean 'late'?
            steps: [c: {from: a, keyBy: value, window: {count: 2, lateness: 1s}, aggregate: {n: count()}}]}|Y104|windows of so many records wait for no time
            steps: [c: {from: a, keyBy: value, window: {count: 2, every: 3}, aggregate: {n: count()}}]}|Y105|'every' is a whole number from 1 to 2, and '3' was found
            steps: [c: {from: a, keyBy: value, window: {tumbling: 1s, every: 1s}, aggregate: {n: count()}}]}|Y103|'sliding' and 'every' go together
            steps: [c: {from: a, join: {right: a, keyBy: value, tumbling: 1s, apply: {n: left.value}}}]}|Y103|'join' needs 'keyBy'
            steps: [c: {from: a, keyBy: value, join: {right: a, keyBy: value, apply: {n: left.value}}}]}|Y103|a join needs one of within, tumbling
            steps: [c: {from: a, keyBy: value, join: {right: a, keyBy: string(value), tumbling: 1s, apply: {n: left.value}}}]}|Y302|those on the left are int, and these string
            steps: [c: {from: a, keyBy: value, join: {right: a, keyBy: value, within: 1s, apply: {n: left.value}}}]}|Y105|'within' is two durations
            steps: [c: {from: a, keyBy: value, join: {right: a, keyBy: value, within: [2s, 1s], apply: {n: left.value}}}]}|Y105|the lower bound of a join must be at most the upper one
            steps: [c: {from: a, keyBy: value, join: {right: a, keyBy: value, tumbling: soon, apply: {n: left.value}}}]}|Y105|a duration such as 500ms
            steps: [c: {from: a, keyBy: value, join: {right: a, keyBy: value, tumbling: 1s, apply: {n: left.valeu}}}]}|Y301|no field 'left.valeu'; did you mean 'left.value'?
            steps: [c: {from: a, keyBy: value, join: {right: b, keyBy: length(value), tumbling: 1s, apply: {n: left.value}}}]}|Y105|joins by time need to know when records happened
            steps: [c: {from: a, keyBy: value, join: {right: d, keyBy: value, tumbling: 1s, apply: {n: left.value}}}]}|Y201|there is no source and no step 'd' above
            steps: [c: {from: a, keyBy: value, inTimeOrder: string(value)}]}|Y302|a int is needed here, and this is string
            steps: [c: {from: b, keyBy: value, inTimeOrder: 1}]}|Y501|orders by time need to know when records happened
            """)
    void tells(String steps, String code, String message) {
        assertThat(files().problems(SOURCES + steps))
                .anyMatch(each -> each.contains(" " + code + " ") && each.contains(message));
    }

    @Test
    void idleNeedsEventTime() {
        assertThat(files().problems("{name: x, sources: {a: {lines: b, idleAfter: 1s}}}"))
                .containsExactly("1:35 Y103 'idleAfter' needs 'eventTime': the field that says when a record happened");
    }
}
