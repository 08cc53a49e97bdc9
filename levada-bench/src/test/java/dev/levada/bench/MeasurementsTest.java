package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeasurementsTest {
    private static final Measurements BEGUN = Measurements.begin("1");

    @Test
    void protocolsAreAgainstTheRunWithoutOfTheSameRound() {
        OverheadBench.Options options = OverheadBench.Options.defaults(2);
        Results results = BEGUN.of(new OverheadBench.Report(
                options,
                List.of(new OverheadBench.Measured(
                        Recovery.causal(),
                        0,
                        List.of(
                                new OverheadBench.Pair(new Cost(8, 16), new Cost(10, 20)),
                                new OverheadBench.Pair(new Cost(9, 18), new Cost(9, 24))),
                        3,
                        Optional.of(new OverheadBench.Latency(1, 2, 3)))),
                List.of(Optional.empty()),
                5e6,
                true));

        Configuration causal = results.configurations().get(1);
        assertThat(results.againstBaseline(causal, Figure.PER_SECOND)).containsExactly(0.8, 1);
        assertThat(results.againstBaseline(causal, Figure.PER_CORE_SECOND)).containsExactly(0.8, 0.75);
        assertThat(causal.values(Figure.P99)).containsExactly(2);
        // 57 percent of 400 million words, to a thousand sentences of each source.
        assertThat(causal.values(Figure.PER_SECOND)[0] * 10).isEqualTo(228_000_000, within(350_000.0));
    }

    @Test
    void theEngineIsAgainstTheLoop() {
        WordCountBench.Run engine = new WordCountBench.Run(2, 4, 1e6, 5e5);
        WordCountBench.Run loop = new WordCountBench.Run(1, 2, 2e6, 1e6);
        Results results = BEGUN.of(new WordCountBench.Report(
                WordCountBench.Options.defaults(),
                List.of(engine),
                List.of(loop),
                List.of(loop),
                false,
                0,
                Optional.empty()));

        assertThat(results.againstBaseline(results.configurations().get(0), Figure.PER_CORE_SECOND))
                .containsExactly(0.5);
        assertThat(results.configurations().get(0).values(Figure.PER_SECOND)).containsExactly(1e6);
        assertThat(results.exact()).isFalse();
    }

    @Test
    void eachEpochIsARun() {
        Results results = BEGUN.of(new CutsBench.Report(
                CutsBench.Options.defaults(),
                List.of(
                        new CutsBench.Measured(Cuts.ALIGNED, List.of(10.0, 20.0), true),
                        new CutsBench.Measured(Cuts.UNALIGNED, List.of(5.0, 6.0, 7.0), true))));

        assertThat(results.find(Map.of("cuts", "unaligned")).orElseThrow().values(Figure.EPOCH))
                .containsExactly(5, 6, 7);
        assertThat(results.baselineOf(results.configurations().get(1)))
                .contains(results.configurations().get(0));
    }
}
