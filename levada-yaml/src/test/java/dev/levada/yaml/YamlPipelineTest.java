package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.state.ValueState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class YamlPipelineTest {
    @TempDir
    private Path directory;

    record Reading(int sensor, double celsius) {}

    record Rise(int sensor, double by) {

        static List<Rise> twice(Rise rise) {
            return List.of(rise, rise);
        }

        String told() {
            return sensor + " by " + by;
        }
    }

    static final class Rises implements Processor<Reading, Rise> {
        private final double least;
        private @Nullable ValueState<Double> last;

        Rises(double least) {
            this.least = least;
        }

        @Override
        public void open(Context<Rise> context) {
            last = context.value("last", 0.0);
        }

        @Override
        public void process(Reading reading, Context<Rise> context) {
            double by =
                    reading.celsius() - java.util.Objects.requireNonNull(last).get();
            if (by >= least) {
                context.emit(new Rise(reading.sensor(), by));
            }
            last.set(reading.celsius());
        }
    }

    private Path file(String name, String... lines) {
        return new PipelineFiles(directory).file(name, lines);
    }

    private YamlPipeline load(String... lines) {
        return new PipelineFiles(directory).load(lines);
    }

    private static List<Object> run(YamlPipeline pipeline) {
        return PipelineFiles.run(pipeline);
    }

    private String[] problems(String... lines) {
        return new PipelineFiles(directory).problems(lines);
    }

    @Test
    void filtersAndMapsRows() {
        file("sensors.csv", "celsius,sensor", "31.5,1", "20,2", "40,1");
        assertThat(
                        run(
                                load(
                                        "name: hot",
                                        "sources:",
                                        "  readings: { csv: { path: sensors.csv, type: { sensor: int, celsius: double } } }",
                                        "steps:",
                                        "  - hot: { from: readings, filter: celsius > 30 && sensor == 1 }",
                                        "  - told: { from: hot, map: { sensor: sensor, above: celsius - 30.0, much: \"celsius > 35 ? 'yes' : 'no'\" } }")))
                .containsExactly(List.of(1L, 1.5, "no"), List.of(1L, 10.0, "yes"));
    }

    @Test
    void countsDistinctWordsAndWindows() {
        file("text.txt", "to be, or", "", "not to be");
        assertThat(run(load(
                        "name: words",
                        "sources:",
                        "  text: { lines: text.txt }",
                        "steps:",
                        "  - words: { from: text, flatMap: \"split(value, '[^a-z]+')\", as: word }",
                        "  - counts: { from: words, keyBy: word, count: each }",
                        "  - firsts: { from: words, keyBy: word, distinct: true }",
                        "  - all: { from: firsts, map: upper(word) }")))
                .containsExactlyInAnyOrder(
                        List.of("to", 1L),
                        List.of("be", 1L),
                        List.of("or", 1L),
                        List.of("not", 1L),
                        List.of("to", 2L),
                        List.of("be", 2L),
                        "TO",
                        "BE",
                        "OR",
                        "NOT");
    }

    @Test
    void aggregatesWindowsByEventTime() {
        file("events.json", "{\"at\":0,\"n\":1}", "{\"at\":900,\"n\":4}", "{\"at\":1000,\"n\":9}");
        assertThat(
                        run(
                                load(
                                        "name: windows",
                                        "sources:",
                                        "  events:",
                                        "    json: { path: events.json, type: { at: int, n: int } }",
                                        "    eventTime: at",
                                        "steps:",
                                        "  - sums:",
                                        "      from: events",
                                        "      keyBy: n % 1",
                                        "      window: { tumbling: 1s }",
                                        "      aggregate: { times: count(), sum: sum(n), least: min(n), most: max(n * 2), mean: avg(n) }")))
                .containsExactly(
                        List.of(0L, java.time.Instant.EPOCH, java.time.Instant.ofEpochSecond(1), 2L, 5L, 1L, 8L, 2.5),
                        List.of(
                                0L,
                                java.time.Instant.ofEpochSecond(1),
                                java.time.Instant.ofEpochSecond(2),
                                1L,
                                9L,
                                9L,
                                18L,
                                9.0));
    }

    @Test
    void usesClassesAndTheirMethods() {
        String name = YamlPipelineTest.class.getName();
        file("sensors.csv", "sensor,celsius,note", "1,10,a", "1,11,b", "2,20.5,c", "1,30,d");
        assertThat(run(load(
                        "name: rises",
                        "sources:",
                        "  readings: { csv: { path: sensors.csv, type: { note: string, celsius: double, sensor: int } } }",
                        "steps:",
                        "  - rises: { from: readings, keyBy: sensor, uses: " + name + "$Rises, args: 5 }",
                        "  - twice: { from: rises, flatMap: " + name + "$Rise::twice }",
                        "  - told: { from: twice, map: " + name + "$Rise::told }")))
                .containsExactly("1 by 10.0", "1 by 10.0", "2 by 20.5", "2 by 20.5", "1 by 19.0", "1 by 19.0");
    }

    @Test
    void findsClassesInDirectoriesThatTheFileNames() throws IOException {
        Path source =
                file("Twice.java", "package acme; public class Twice { static long of(Long n) { return 2 * n; } }");
        int compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", directory.resolve("lib").toString(), source.toString());
        assertThat(compiled).isZero();

        assertThat(run(load(
                        "name: own-classes",
                        "classes: lib",
                        "sources:",
                        "  numbers: { sequence: { count: 3 } }",
                        "steps:",
                        "  - twice: { from: numbers, map: acme.Twice::of, as: n }")))
                .containsExactly(0L, 2L, 4L);
    }

    @Test
    void writesTablesJsonAndLines() throws IOException {
        file("numbers.csv", "1;a,b", "2;c");
        run(load(
                "name: sinks",
                "sources:",
                "  rows: { csv: { path: numbers.csv, header: false, delimiter: ';', type: { n: int, text: string } } }",
                "sinks:",
                "  - table: { from: rows, csv: out/table.csv }",
                "  - objects: { from: rows, json: { path: objects.json } }",
                "  - plain: { from: [rows, rows], lines: plain.txt }"));
        assertThat(Files.readString(directory.resolve("out/table.csv")))
                .isEqualToNormalizingNewlines("n,text\n1,\"a,b\"\n2,c\n");
        assertThat(directory.resolve("objects.json"))
                .hasContent("{\"n\":1,\"text\":\"a,b\"}\n{\"n\":2,\"text\":\"c\"}");
        assertThat(Files.readAllLines(directory.resolve("plain.txt")))
                .containsExactlyInAnyOrder("1, a,b", "1, a,b", "2, c", "2, c");
    }

    @Test
    void saysWhatTheJobIsToGive() {
        try (YamlPipeline pipeline = load(
                "name: settings",
                "guarantee: exactly-once",
                "recovery: causal:2",
                "parallelism: 3",
                "sources:",
                "  numbers: { sequence: { count: 10 } }",
                "steps:",
                "  - even: { from: numbers, filter: value % 2 == 0, recovery: checkpoint, parallelism: 2, partition: in turn }")) {
            assertThat(pipeline.guarantee()).contains(Guarantee.EXACTLY_ONCE);
            assertThat(pipeline.recovery()).contains(Recovery.causal(2));
            assertThat(pipeline.parallelism()).hasValue(3);
            assertThat(pipeline.topology().graph().operators())
                    .filteredOn(operator -> operator.name().equals("even"))
                    .singleElement()
                    .matches(operator -> operator.recovery().equals(java.util.Optional.of(Recovery.checkpoint())))
                    .matches(operator -> operator.parallelism() == 2);
        }
    }

    @Test
    void whatBelongsToAStepRecoversAsItDoes() {
        try (YamlPipeline pipeline = load(
                "name: parts",
                "sources:",
                "  numbers: { sequence: { count: 10 } }",
                "steps:",
                "  - counts: { from: numbers, keyBy: value, count: each, recovery: causal, parallelism: 3 }",
                "sinks:",
                "  - out: { from: counts, csv: out.csv }")) {
            assertThat(pipeline.topology().graph().operators())
                    .filteredOn(operator -> !operator.name().equals("numbers"))
                    .extracting(operator -> operator.name() + " "
                            + operator.recovery().map(Recovery::label).orElse("?") + " " + operator.parallelism())
                    .containsExactly("counts causal 3", "counts.row causal 3", "out.form causal 1", "out causal 1");
        }
    }

    @Test
    void setsVariables() {
        file("text.txt", "a", "bb");
        Path pipeline = file(
                "variables.yaml",
                "name: variables",
                "sources:",
                "  text: { lines: \"${input}\" }",
                "steps:",
                "  - long: { from: text, filter: \"length(value) >= ${least:-2}\" }");

        assertThat(run(YamlPipeline.load(pipeline, Map.of("input", "text.txt"))))
                .containsExactly("bb");
        assertThat(run(YamlPipeline.load(pipeline, Map.of("input", "text.txt", "least", "1"))))
                .containsExactly("a", "bb");
        Map<String, String> misspelt = new LinkedHashMap<>(Map.of("input", "text.txt", "lest", "1"));
        assertThat(catchThrowableOfType(YamlException.class, () -> YamlPipeline.load(pipeline, misspelt)))
                .hasMessageContaining("--set lest: nothing in the file is ${lest}; did you mean 'least'?");
        assertThat(catchThrowableOfType(YamlException.class, () -> YamlPipeline.load(pipeline, Map.of())))
                .hasMessageContaining("variable 'input' is not set; add --set input=VALUE, or write ${input:-VALUE}");
    }

    @Test
    void leavesOutRowsThatAreNoneIfTold() {
        file("sensors.csv", "sensor,celsius", "1,hot", "2,3", "3");
        assertThat(
                        run(
                                load(
                                        "name: skipping",
                                        "sources:",
                                        "  readings: { csv: { path: sensors.csv, type: { sensor: int, celsius: double } }, onError: skip }")))
                .containsExactly(List.of(2L, 3.0));
    }

    @Test
    void tellsAllProblemsWithTheirPlacesAndWhatWasMeant() {
        assertThat(problems(
                        "name: wrong",
                        "recovery: optimstic",
                        "guarante: exactly-once",
                        "sources:",
                        "  text: { lines: text.txt }",
                        "steps:",
                        "  - a: { from: txt, filter: 'true' }",
                        "  - b: { from: text, filter: valeu == 'x' }",
                        "  - c: { from: text, filter: length(value) }",
                        "  - d: { from: a, filter: 'true' }"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("2:11 Y105 recovery 'optimstic' is not known; did you mean 'optimistic'?"),
                        second -> assertThat(second)
                                .startsWith("3:1 Y102 a pipeline has no key 'guarante'; did you mean 'guarantee'?"),
                        third -> assertThat(third)
                                .isEqualTo(
                                        "7:16 Y201 there is no source and no step 'txt' above; did you mean 'text'?; there are text"),
                        fourth -> assertThat(fourth)
                                .isEqualTo(
                                        "8:30 Y301 records have no field 'valeu'; did you mean 'value'?; they have value: string"),
                        fifth -> assertThat(fifth).isEqualTo("9:30 Y302 a bool is needed here, and this is int"));
    }

    @Test
    void showsTheLineWithAMarkBelowTheWord() {
        YamlException refused = catchThrowableOfType(
                YamlException.class,
                () -> load("name: wrong", "sources:", "  text: { lines: text.txt, onError: ignore }"));

        assertThat(refused.problems().get(0).toString().lines())
                .containsExactly(
                        directory.resolve("pipeline.yaml")
                                + ":3:37: error: onError 'ignore' is not known; there are fail, skip, dead letter (Y105)",
                        "    3 |   text: { lines: text.txt, onError: ignore }",
                        "      |                                     ^^^^^^");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: [                                                  |Y101|this is no YAML
            - a list                                                 |Y101|a pipeline has keys, and here is a list
            {name: x}                                                |Y103|a pipeline needs 'sources'
            {name: x, sources: {a: {}}}                              |Y103|a source needs one of lines, csv, json, sequence, uses
            {name: x, sources: {a: {lines: b, csv: {}}}}             |Y104|here are both 'lines' and 'csv'
            {name: x, sources: {a: {lines: b}, a: {lines: b}}}       |Y104|key 'a' is there twice
            {name: x, sources: {a: {lines: b, parallelism: few}}}    |Y105|a whole number from 1 to 10000, and 'few' was found
            {name: x, sources: {a: {lines: '${b}'}}}                 |Y106|variable 'b' is not set
            {name: x, sources: {a: {lines: b}}, sinks: [a: {from: a, stdout: true}]} |Y202|there is a 'a' already
            {name: x, sources: {a: {lines: b, eventTime: c}}}        |Y203|records have no field 'c'; they have value: string
            {name: x, sources: {a: {lines: b}, c: {sequence: }}, sinks: [d: {from: [a, c], stdout: true}]} |Y204|must have the same fields
            {name: x, sources: {a: {lines: b}}, steps: [c: {from: a, filter: value =}]} |Y301|'=' has no meaning in an expression
            {name: x, sources: {a: {lines: b}}, steps: [c: {from: a, filter: value + 1 == 2}]} |Y302|'+' needs numbers, and these are string and int
            {name: x, sources: {a: {uses: com.acme.Missing}}}        |Y401|there is no class 'com.acme.Missing'
            {name: x, classes: no.jar, sources: {a: {lines: b}}}     |Y401|no.jar' that can be read; name a jar
            {name: x, sources: {a: {sequence: }}, steps: [c: {from: a, keyBy: value, uses: dev.levada.yaml.YamlPipelineTest$Rises, args: 1}]} |Y204|has a component 'sensor', and records have no such field
            {name: x, sources: {a: {lines: b}}, steps: [c: {from: a, count: each}]} |Y103|'count' needs 'keyBy'
            {name: x, sources: {a: {lines: b}}, steps: [c: {from: a, filter: 'true', keyBy: value}]} |Y104|keys are for uses, call, count, distinct, aggregate, join, inTimeOrder
            {name: x, sources: {a: {lines: b}}, steps: [c: {from: a, keyBy: value, window: {tumbling: 1s}, aggregate: {n: count()}}]} |Y105|windows by time need to know when records happened
            """)
    void tells(String text, String code, String message) {
        assertThat(problems(text)).anyMatch(each -> each.contains(" " + code + " ") && each.contains(message));
    }
}
