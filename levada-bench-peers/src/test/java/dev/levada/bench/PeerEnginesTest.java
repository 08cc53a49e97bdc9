package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import dev.levada.dspbench.Applications;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each application on each engine, with the flags and in the process that it is measured in. */
@Timeout(180)
final class PeerEnginesTest {
    private static final long RECORDS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "flink, fd",
        "flink, sd",
        "flink, wc",
        "jet, fd",
        "jet, sd",
        "jet, wc",
        "kafka-streams, fd",
        "kafka-streams, sd",
        "kafka-streams, wc",
        "storm, fd",
        "storm, sd",
        "storm, wc"
    })
    void putsOutWhatTheOracleSays(String label, String code) {
        Texts texts = new Texts(Applications.find(code).orElseThrow(), 42);
        Tally right = ExpectedOutput.of(code, texts, 42, RECORDS);
        try (Engine engine = MatrixBench.engine(label)) {
            for (Recovery recovery : List.of(Recovery.none(), Recovery.checkpoint())) {
                LoadHeard fast = run(engine, code, texts, Double.POSITIVE_INFINITY, recovery);
                assertThat(fast.tally()).isEqualTo(right);
                assertThat(fast.cost().seconds()).isPositive();
                assertThat(fast.besideCpuSeconds().isPresent()).isEqualTo(label.equals("kafka-streams"));
            }
            LoadHeard paced = run(engine, code, texts, 10_000, Recovery.checkpoint());
            assertThat(paced.tally()).isEqualTo(right);
            assertThat(paced.delays(0, 10).getTotalCount()).isPositive();
        }
    }

    private static LoadHeard run(Engine engine, String code, Texts texts, double perSecond, Recovery recovery) {
        LoadHeard heard = new LoadHeard();
        LoadJob job = new LoadJob(code, 42, RECORDS, perSecond, 2, 0);
        boolean exactlyOnce = !recovery.equals(Recovery.none());
        assertThat(engine.refuses(code, recovery, 0)).isEmpty();
        assertThat(engine.run(
                        new Load(job, texts, Optional.empty(), heard::hear, exactlyOnce),
                        recovery,
                        0,
                        Optional.empty()))
                .isEmpty();
        return heard;
    }
}
