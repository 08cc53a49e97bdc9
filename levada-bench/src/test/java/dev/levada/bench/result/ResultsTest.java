package dev.levada.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultsTest {

    private static Map<String, String> of(String app, String recovery, String parallelism) {
        Map<String, String> of = new LinkedHashMap<>();
        of.put("app", app);
        of.put("recovery", recovery);
        of.put("parallelism", parallelism);
        return of;
    }

    private static Configuration configuration(String app, String recovery, String parallelism, double... perSecond) {
        Configuration configuration = new Configuration(of(app, recovery, parallelism), List.of());
        for (double each : perSecond) {
            configuration = configuration.with(Run.of(true, Map.of(Figure.PER_SECOND, each)));
        }
        return configuration;
    }

    private static Results results(Configuration... configurations) {
        return new Results(
                "matrix",
                Instant.EPOCH,
                Environment.here("1"),
                Map.of(),
                Map.of("recovery", "none"),
                List.of(configurations));
    }

    @Test
    void theBaselineIsTheSameButForTheProtocol() {
        Results results = results(
                configuration("sd", "none", "1", 10, 20),
                configuration("sd", "none", "2", 40, 50),
                configuration("sd", "causal", "2", 20, 50),
                configuration("wc", "causal", "2", 1, 1));

        Configuration causal = results.configurations().get(2);
        assertThat(results.baselineOf(causal)).contains(results.configurations().get(1));
        assertThat(results.againstBaseline(causal, Figure.PER_SECOND)).containsExactly(0.5, 1);
        assertThat(results.baselineOf(results.configurations().get(0))).isEmpty();
        assertThat(results.baselineOf(results.configurations().get(3))).isEmpty();
    }

    @Test
    void withoutARunForEachThereAreNoRounds() {
        Results results = results(configuration("sd", "none", "1", 10), configuration("sd", "causal", "1", 20, 50));

        assertThat(results.againstBaseline(results.configurations().get(1), Figure.PER_SECOND))
                .isEmpty();
    }

    @Test
    void labelsHaveWhatDiffers() {
        Results results = results(configuration("sd", "none", "2", 1), configuration("sd", "causal", "2", 1));

        assertThat(results.configurations()).extracting(results::label).containsExactly("recovery none", "causal");
        Results one = results(configuration("sd", "causal", "2", 1));
        assertThat(one.label(one.configurations().get(0))).isEqualTo("sd, causal, parallelism 2");
    }

    @Test
    void aSpreadHasTheMiddleAndBothEnds() {
        assertThat(Spread.of(5, 1, 3)).isEqualTo(new Spread(3, 1, 5, 3));
        assertThat(Spread.of(4, 1)).isEqualTo(new Spread(2.5, 1, 4, 2));
        assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoNumberIsNotMeasured() {
        Run run = Run.of(true, Map.of(Figure.P50, Double.NaN, Figure.P99, 2.0));

        assertThat(run.figure(Figure.P50)).isEmpty();
        assertThat(run.figures()).containsOnlyKeys(Figure.P99);
    }
}
