package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {
    private static final int SHARES = 2;

    @ParameterizedTest
    @ValueSource(longs = {Marks.MIN_COUNT, 123_457, 1_000_000})
    void eachReaderPassesEachMarkOnceAndWhatIsBetweenIsCounted(long count) {
        Marks marks = Marks.of(count, SHARES);
        long between = 0;
        for (int reader = 0; reader < SHARES; reader++) {
            List<String> told = new ArrayList<>();
            for (long index = reader; index < count; index += SHARES) {
                marks.pass(index, told::add);
                between += told.size() == 1 ? Sentences.WORDS_EACH : 0;
            }
            assertThat(told).containsExactly(Marks.BEGIN, Marks.END);
        }
        assertThat(marks.words()).isEqualTo(between).isPositive();
    }
}
