package dev.levada.dspbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Parameters;
import dev.levada.api.Sinks;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.Levada;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ApplicationsTest {
    private static final long RECORDS = 5_000;

    static List<Application> all() {
        return Applications.all();
    }

    private static Verdict run(Application application, int tasks, Recovery recovery, Parameters parameters) {
        Topology topology = application.build(parameters);
        MemorySink<String> sink = Sinks.memory();
        topology.openEnds().values().stream()
                .map(ApplicationsTest::lines)
                .reduce(Stream::merge)
                .orElseThrow()
                .to("out", sink);
        Levada.embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .recovery(recovery)
                .parallelism(tasks)
                .run(topology)
                .join();
        Outcome outcome = application.outcome();
        sink.values().forEach(line -> outcome.add(line));
        List<String> expected = new ArrayList<>();
        long seed = parameters.number("seed", 42);
        application.oracle(
                application.feeds(seed).stream()
                        .map(feed -> (Iterable<Line>) feed.first(RECORDS).toList())
                        .toList(),
                seed,
                expected::add);
        return Verdict.of(outcome, expected);
    }

    @SuppressWarnings("unchecked") // all that applications leave open are lines
    private static Stream<String> lines(Stream<?> stream) {
        return (Stream<String>) stream;
    }

    private static Parameters made(Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>(more);
        values.put("records", String.valueOf(RECORDS));
        return new Parameters(List.of(), values);
    }

    @ParameterizedTest
    @MethodSource("all")
    void givesWhatTheOracleSaysWhateverTheParallelism(Application application) {
        for (int tasks : new int[] {1, 2, 4}) {
            Verdict verdict = run(application, tasks, Recovery.checkpoint(), made(Map.of()));

            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.digest()).as("parallelism %d", tasks).isEqualTo(verdict.expectedDigest());
            assertThat(verdict.lines()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void drawsOtherInputFromAnotherSeed(Application application) {
        Verdict verdict = run(application, 2, Recovery.causal(), made(Map.of("seed", "7")));
        Verdict usual = run(application, 2, Recovery.causal(), made(Map.of()));

        assertThat(verdict.exact()).isTrue();
        assertThat(verdict.digest()).isNotEqualTo(usual.digest());
    }

    @Test
    void canHaveSeveralSourcesWhereOrderDoesNotMatter() {
        Application words = Applications.find("wc").orElseThrow();
        Application fraud = Applications.find("fd").orElseThrow();

        assertThat(run(words, 2, Recovery.pessimistic(), made(Map.of("sources", "3")))
                        .exact())
                .isTrue();
        assertThatThrownBy(() -> fraud.build(made(Map.of("sources", "2"))))
                .hasMessage("sources=2: a number from 1 to 1 was expected");
    }

    @Test
    void readsFilesInPlaceOfWhatItMakes(@TempDir Path directory) throws IOException {
        Application words = Applications.find("wc").orElseThrow();
        Path file = directory.resolve("lines.txt");
        Files.write(file, words.feeds(42).get(0).first(RECORDS).map(Line::text).toList());

        assertThat(run(words, 2, Recovery.checkpoint(), new Parameters(List.of(file.toString()), Map.of()))
                        .exact())
                .isTrue();
        assertThatThrownBy(() -> words.build(new Parameters(List.of("a", "b"), Map.of())))
                .hasMessageContaining("give one file for each");
    }

    @Test
    void saysWhatIsWrongWithTotals() {
        Application words = Applications.find("wc").orElseThrow();
        Outcome outcome = words.outcome();
        List.of("A|1", "A|2", "A|2", "B|2").forEach(outcome::add);

        Verdict verdict = Verdict.of(outcome, List.of("A|2", "B|2"));

        assertThat(verdict.exact()).isFalse();
        assertThat(verdict.faults())
                .containsExactlyInAnyOrder("the total of A came to 2 twice", "the total of B never was 1, but 2");
        assertThat(verdict.word(Guarantee.EXACTLY_ONCE, false)).isEqualTo(Verdict.Word.BROKEN);
        assertThat(verdict.word(Guarantee.AT_LEAST_ONCE, false)).isEqualTo(Verdict.Word.DIFFERENT);
    }

    @Test
    void judgesByTheGuarantee() {
        Outcome outcome = Outcome.ofLines();
        List.of("a", "a", "b").forEach(outcome::add);

        Verdict twice = Verdict.of(outcome, List.of("a", "b"));
        Verdict lost = Verdict.of(outcome, List.of("a", "a", "b", "c"));

        assertThat(twice.word(Guarantee.AT_LEAST_ONCE, true)).isEqualTo(Verdict.Word.KEPT);
        assertThat(twice.word(Guarantee.AT_MOST_ONCE, true)).isEqualTo(Verdict.Word.BROKEN);
        assertThat(lost.word(Guarantee.AT_LEAST_ONCE, true)).isEqualTo(Verdict.Word.BROKEN);
        assertThat(lost.word(Guarantee.AT_MOST_ONCE, true)).isEqualTo(Verdict.Word.KEPT);
    }
}
