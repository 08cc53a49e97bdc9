package dev.levada.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.levada.bench.result.Comparison.Line;
import dev.levada.bench.result.Comparison.Word;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Environment HERE =
            new Environment("a processor", 2, 8_000, "Linux", "Java 17", List.of("-Xmx1g"), 0.1, "1");

    private static Configuration runs(String recovery, Figure figure, double... values) {
        return new Configuration(
                Map.of("recovery", recovery),
                Arrays.stream(values)
                        .mapToObj(value -> Run.of(true, Map.of(figure, value)))
                        .toList());
    }

    private static Results of(Configuration... configurations) {
        return new Results(
                "overhead", Instant.EPOCH, HERE, Map.of(), Map.of("recovery", "none"), List.of(configurations));
    }

    private static Line only(Results before, Results after) {
        List<Line> lines = Comparison.of(before, after, Set.of()).lines();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void whatIsFasterInEveryRunIsBetter() {
        Line line = only(
                of(runs("causal", Figure.PER_SECOND, 100, 104, 98, 102)),
                of(runs("causal", Figure.PER_SECOND, 121, 110, 112, 120)));

        assertThat(line.word()).isEqualTo(Word.BETTER);
        assertThat(line.ratio()).isEqualTo(116.0 / 101, within(1e-9));
        assertThat(line.gain()).isEqualTo(line.ratio());
        assertThat(line.least()).isBetween(110.0 / 104, line.ratio());
        assertThat(line.most()).isBetween(line.ratio(), 121.0 / 98);
    }

    @Test
    void moreOfWhatShouldBeLessIsWorse() {
        Line line = only(of(runs("causal", Figure.P99, 1, 2, 3, 4)), of(runs("causal", Figure.P99, 10, 20, 30, 40)));

        assertThat(line.word()).isEqualTo(Word.WORSE);
        assertThat(line.gain()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void runsThatLieAmongEachOtherAreNoise() {
        assertThat(only(
                                of(runs("causal", Figure.PER_SECOND, 100, 104, 98, 102, 90)),
                                of(runs("causal", Figure.PER_SECOND, 101, 97, 110, 95, 80)))
                        .word())
                .isEqualTo(Word.NOISE);
    }

    @Test
    void ofThreeRunsNothingIsSaidHoweverFarTheyAreApart() {
        assertThat(only(
                                of(runs("causal", Figure.PER_SECOND, 1, 2, 3)),
                                of(runs("causal", Figure.PER_SECOND, 100, 200, 300, 400)))
                        .word())
                .isEqualTo(Word.FEW);
    }

    @Test
    void aSlowDayIsNotInWhatIsAgainstTheBaseline() {
        Results before = of(
                runs("none", Figure.PER_SECOND, 100, 101, 102, 103), runs("causal", Figure.PER_SECOND, 90, 91, 92, 93));
        Results after = of(
                runs("none", Figure.PER_SECOND, 50, 51, 52, 53), runs("causal", Figure.PER_SECOND, 45, 46, 46.5, 47));

        List<Line> lines =
                Comparison.of(before, after, Set.of(Figure.PER_SECOND)).lines();

        assertThat(lines).extracting(Line::configuration).containsExactly("recovery none", "causal", "causal");
        assertThat(lines).extracting(Line::relative).containsExactly(false, false, true);
        assertThat(lines.get(1).word()).isEqualTo(Word.WORSE);
        assertThat(lines.get(2).word()).isEqualTo(Word.NOISE);
        assertThat(lines.get(2).ratio()).isEqualTo(1, within(0.01));
    }

    @Test
    void whatIsNotInBothIsNamed() {
        Comparison comparison = Comparison.of(
                of(runs("causal", Figure.PER_SECOND, 1), runs("none", Figure.PER_SECOND, 1)),
                of(runs("causal", Figure.PER_SECOND, 1), runs("checkpoint", Figure.PER_SECOND, 1)),
                Set.of());

        assertThat(comparison.onlyBefore()).containsExactly("recovery none");
        assertThat(comparison.onlyAfter()).containsExactly("checkpoint");
    }

    @Test
    void circumstancesAreNotCompared() {
        assertThat(Comparison.of(
                                of(runs("causal", Figure.OFFERED_PER_SECOND, 1, 2, 3, 4)),
                                of(runs("causal", Figure.OFFERED_PER_SECOND, 10, 20, 30, 40)),
                                Set.of())
                        .lines())
                .isEmpty();
    }

    @Test
    void doubtsAreTold() {
        Results before = of(runs("causal", Figure.PER_SECOND, 1));
        Results elsewhere = new Results(
                "recovery",
                Instant.EPOCH,
                new Environment("another", 2, 8_000, "Linux", "Java 17", List.of("-Xmx1g"), 0.1, "1"),
                Map.of("seed", "2"),
                Map.of(),
                List.of(new Configuration(
                        Map.of("recovery", "causal"), List.of(Run.of(false, Map.of(Figure.PER_SECOND, 1.0))))));

        assertThat(Comparison.of(before, before, Set.of()).doubts()).isEmpty();
        assertThat(Comparison.of(before, elsewhere, Set.of()).doubts())
                .hasSize(4)
                .anyMatch(doubt -> doubt.contains("different machines"))
                .anyMatch(doubt -> doubt.contains("output of the second"));
    }
}
