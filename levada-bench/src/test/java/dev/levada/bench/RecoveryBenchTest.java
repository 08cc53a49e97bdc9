package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.levada.node.processes.Spares;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecoveryBenchTest {

    @Test
    void saysWhichEnginesThereAre() {
        assertThat(RecoveryBench.peers()).isEmpty(); // none is on this class path
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecoveryBench.Options(
                        Workload.WORDCOUNT, List.of(), List.of("flink"), 1, 1, Spares.none(), 1, 10, 1))
                .withMessage(
                        "engine 'flink' is not among those on the class path (); .ci/peers recovery brings others");
    }

    @Test
    void countsWhatIsLostAndWhatIsDoubled() {
        Total expected = new Total(10, 1_000);
        assertThat(RecoveryBench.Check.of(expected, expected)).isEqualTo(new RecoveryBench.Check(true, 0));
        assertThat(RecoveryBench.Check.of(new Total(8, 900), expected)).isEqualTo(new RecoveryBench.Check(false, -2));
        assertThat(RecoveryBench.Check.of(new Total(10, 1_001), expected)).isEqualTo(new RecoveryBench.Check(false, 0));
        assertThat(new RecoveryBench.Check(true, 0).and(new RecoveryBench.Check(false, 3)))
                .isEqualTo(new RecoveryBench.Check(false, 3));
    }

    @Test
    void isNotExactAsLongAsSomethingIsNotMeasured() {
        RecoveryBench.Options options = RecoveryBench.Options.defaults();
        RecoveryBench.Measured one = new RecoveryBench.Measured("one", List.of(), new RecoveryBench.Check(true, 0));
        assertThat(new RecoveryBench.Report(options, List.of(one), Map.of()).exact())
                .isTrue();
        assertThat(new RecoveryBench.Report(options, List.of(one), Map.of("two", "it was late")).exact())
                .isFalse();
    }
}
