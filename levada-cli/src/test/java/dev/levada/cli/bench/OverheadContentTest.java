package dev.levada.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.levada.api.recovery.Recovery;
import dev.levada.bench.Cost;
import dev.levada.bench.OverheadBench;
import dev.levada.bench.OverheadBench.Latency;
import dev.levada.bench.OverheadBench.Measured;
import dev.levada.bench.OverheadBench.Options;
import dev.levada.bench.OverheadBench.Pair;
import dev.levada.bench.Workload;
import dev.levada.cli.terminal.JsonFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OverheadContentTest {
    private static final Options DEFAULTS = Options.defaults(2);
    private static final OverheadBench.Report REPORT = new OverheadBench.Report(
            DEFAULTS,
            List.of(
                    new Measured(
                            Recovery.pessimistic(),
                            0,
                            List.of(pair(10, 8), pair(8, 10), pair(20, 16)),
                            30,
                            Optional.of(new Latency(4.2, 9.5, 12))),
                    new Measured(Recovery.causal(), 0, List.of(pair(8, 8)), 11, Optional.empty())),
            List.of(Optional.of(new Latency(0.5, 2, 3))),
            5_000_000,
            true);

    /** Eight seconds of both without a protocol. */
    private static Pair pair(double seconds, double cpuSeconds) {
        return new Pair(new Cost(8, 8), new Cost(seconds, cpuSeconds));
    }

    private static List<String> lines() {
        return OverheadContent.lines(REPORT).stream()
                .map(line -> line.replaceAll(" +", " ").trim())
                .toList();
    }

    @Test
    void hasALineForEachProtocolWithMedianAndSpread() {
        assertThat(lines())
                .containsExactly(
                        "RECOVERY STATE-MB LOSS-PERCENT CORE-SECOND-LOSS-PERCENT P50-MS P99-MS EPOCHS OUTPUT",
                        "none 0 0.5 2.0 exact",
                        "pessimistic 0 20.0 (0.0 to 60.0) 20.0 (0.0 to 50.0) 4.2 9.5 30 exact",
                        "causal 0 0.0 (0.0 to 0.0) 0.0 (0.0 to 0.0) 11 exact");
    }

    @Test
    void tellsScriptsTheSame() {
        JsonNode content = JsonMapper.shared().readTree(JsonFile.text(OverheadContent.of(REPORT)));
        assertThat(content.path("exact").asBoolean()).isTrue();
        assertThat(content.path("workload").asString()).isEqualTo("wordcount");
        assertThat(content.at("/latencyMsWithoutByStateMegabytes/0/p99").asDouble())
                .isEqualTo(2);
        JsonNode pessimistic = content.path("protocols").path(0);
        assertThat(pessimistic.path("throughputLossPercent").asDouble()).isCloseTo(20, within(1e-9));
        assertThat(pessimistic.path("coreSecondLossPercent").asDouble()).isCloseTo(20, within(1e-9));
        assertThat(pessimistic.at("/latencyMs/p50").asDouble()).isEqualTo(4.2);
        assertThat(pessimistic.path("runs").size()).isEqualTo(3);
        assertThat(pessimistic.at("/runs/0/secondsWith").asDouble()).isEqualTo(10);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThatThrownBy(() ->
                        new Options(Workload.JOIN, 2, List.of(Recovery.none()), 1_000_000, 1, 0, 0, List.of(0), 1))
                .hasMessageContaining("some other protocol");
        assertThatThrownBy(() ->
                        new Options(Workload.WORDCOUNT, 2, List.of(Recovery.causal()), 99_999, 1, 0, 0, List.of(0), 1))
                .hasMessageContaining("at least 100000");
        assertThatThrownBy(() -> new Options(
                        Workload.WORDCOUNT, 2, List.of(Recovery.causal()), 100_000, 1, 0, 0, List.of(-1), 1))
                .hasMessageContaining("sizes of state");
    }
}
