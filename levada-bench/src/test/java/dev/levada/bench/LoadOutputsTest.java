package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.levada.bench.result.Slice;
import dev.levada.dspbench.Applications;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LoadOutputsTest {
    private static final Texts SENSORS = new Texts(Applications.find("sd").orElseThrow(), 42);
    private static final Texts WORDS = new Texts(Applications.find("wc").orElseThrow(), 42);

    private final LoadHeard heard = new LoadHeard();

    private static List<String> oracle(String code, Texts texts, long count) {
        List<String> lines = new ArrayList<>();
        Applications.find(code).orElseThrow().oracle(List.of(texts.first(count)), 42, lines::add);
        return lines;
    }

    private LoadOutputs outputs(double perSecond, long startNanos) {
        LoadJob job = new LoadJob("sd", 42, 5_000, perSecond, 1, 0);
        return new LoadOutputs(job, startNanos, Origins.of("sd", SENSORS, 5_000), 0, heard::hear);
    }

    @Test
    void theOraclesOutputIsRightInAnyOrder() {
        List<String> lines = oracle("sd", SENSORS, 5_000);
        LoadOutputs outputs = outputs(Double.POSITIVE_INFINITY, 0);

        for (int i = lines.size() - 1; i >= 0; i--) {
            outputs.add(lines.get(i));
        }
        outputs.finish();

        assertThat(lines).hasSize(31);
        assertThat(heard.tally()).isEqualTo(ExpectedOutput.of("sd", SENSORS, 42, 5_000));
    }

    @Test
    void oneThatIsLostOrDoubledOrOtherIsSeen() {
        Tally right = ExpectedOutput.of("sd", SENSORS, 42, 5_000);
        List<String> lines = oracle("sd", SENSORS, 5_000);
        List<String> other = new ArrayList<>(lines);
        other.set(3, other.get(3) + "0");

        for (List<String> wrong : List.of(lines.subList(1, lines.size()), twice(lines), other)) {
            LoadHeard hearing = new LoadHeard();
            LoadOutputs outputs =
                    new LoadOutputs(new LoadJob("sd", 42, 5_000, 1, 1, 0), 0, Optional.empty(), 0, hearing::hear);
            wrong.forEach(outputs::add);
            outputs.finish();
            assertThat(hearing.tally()).isNotEqualTo(right);
        }
    }

    private static List<String> twice(List<String> lines) {
        List<String> more = new ArrayList<>(lines);
        more.add(lines.get(7));
        return more;
    }

    @Test
    void whatIsCommittedAgainCountsOnceAndWhatIsNotCommittedDoesNot() {
        LoadOutputs outputs = outputs(Double.POSITIVE_INFINITY, 0);
        outputs.add("1|a");
        String prepared = outputs.prepare(4);
        outputs.committed(prepared);
        outputs.committed(prepared);
        outputs.add("2|b");
        outputs.close();

        assertThat(heard.tally().records()).isEqualTo(1);
    }

    @Test
    void delaysCountFromWhenTheRecordWasDueAndStandWhereThatWas() {
        // A thousand a second, the first of them ten seconds ago: record 2,500 is due at 2.5 s, 7.5 s ago.
        LoadOutputs outputs = outputs(1_000, System.nanoTime() - 10_000_000_000L);
        outputs.add("2500|1|2|3");
        outputs.add("9900|1|2|3");
        outputs.close();

        assertThat(heard.slices()).extracting(Slice::second).containsExactly(2.5, 9.9);
        assertThat(heard.slices().get(0).p50()).isEqualTo(7_500, within(150.0));
        assertThat(heard.slices().get(1).max()).isEqualTo(100, within(60.0));
        assertThat(heard.delays(2, 3).getTotalCount()).isEqualTo(1);
        assertThat(heard.delays(0, 20).getTotalCount()).isEqualTo(2);
    }

    @Test
    void anOutputIsOfTheRecordThatItNames() {
        Origins origins = Origins.of("sd", SENSORS, 10).orElseThrow();

        assertThat(origins.of("17|3|20|21")).isEqualTo(17);
        assertThat(origins.of("|3")).isEqualTo(Origins.UNKNOWN);
        assertThat(origins.of("x17|3")).isEqualTo(Origins.UNKNOWN);
        assertThat(origins.of("17")).isEqualTo(Origins.UNKNOWN);
        assertThat(Origins.of("sg", SENSORS, 10)).isEmpty();
    }

    @Test
    void aCountIsOfTheLineInWhichTheWordComesForThatTime() {
        Origins origins = Origins.of("wc", WORDS, 200).orElseThrow();
        int seen = 0;
        for (int line = 0; line < 200; line++) {
            for (String word : WORDS.get(line).split("[, -]+")) {
                if (word.equals("w0")) {
                    assertThat(origins.of("W0|" + ++seen)).isEqualTo(line);
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
        assertThat(origins.of("W0|" + (seen + 1))).isEqualTo(Origins.UNKNOWN);
        assertThat(origins.of("NOWORD|1")).isEqualTo(Origins.UNKNOWN);
    }

    @Test
    void allCountsOfAWordHaveToComeNotOnlyTheLast() {
        LoadOutputs outputs = new LoadOutputs(new LoadJob("wc", 42, 100, 1, 1, 0), 0, Optional.empty(), 0, heard::hear);
        oracle("wc", WORDS, 100).forEach(outputs::add);
        outputs.finish();

        assertThat(heard.tally()).isNotEqualTo(ExpectedOutput.of("wc", WORDS, 42, 100));
        assertThat(heard.tally().records())
                .isLessThan(ExpectedOutput.of("wc", WORDS, 42, 100).records());
    }

    @Test
    void linesAreTheSameMadeBeforeOrWhenTheyAreRead() {
        Texts some = new Texts(Applications.find("fd").orElseThrow(), 7);
        Texts before = new Texts(Applications.find("fd").orElseThrow(), 7);
        before.make(10);
        before.make(5);

        for (int i = 0; i < 20; i++) {
            assertThat(before.get(i)).isEqualTo(some.get(i));
        }
    }

    @Test
    void lateIsUntilTheLastSliceThatWasBehind() {
        List<Slice> slices = List.of(
                new Slice(0.5, 10, 1, 500, 500),
                new Slice(1.0, 10, 1, 5, 5),
                new Slice(1.1, 10, 1, 300, 300),
                new Slice(1.2, 10, 1, 99, 300),
                new Slice(1.3, 10, 1, 101, 300),
                new Slice(1.4, 10, 1, 2, 2));

        assertThat(MatrixRuns.late(slices, 1).orElseThrow()).isEqualTo(400, within(1e-6));
        assertThat(MatrixRuns.late(slices, 1.45)).hasValue(0);
        // Who is late to the end may be late for longer.
        assertThat(MatrixRuns.late(slices.subList(0, 5), 1)).isEmpty();
        assertThat(MatrixRuns.late(List.of(), 1)).isEmpty();
    }
}
