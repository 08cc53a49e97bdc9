package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Map<String, Long> COUNTS = Map.of("to", 2L, "be", 2L, "or", 1L);

    @Test
    void isThatOfTheLastCountsInAnyOrderAndInParts() {
        assertThat(tally("be", 1, "to", 1).plus(tally("to", 2, "or", 1, "be", 2)))
                .isEqualTo(Tally.of(COUNTS));
    }

    @Test
    void isAnotherForWhatIsLostOrTwiceOrOfAnotherWord() {
        assertThat(tally("be", 1, "to", 1, "to", 2, "or", 1)).isNotEqualTo(Tally.of(COUNTS));
        assertThat(tally("be", 1, "be", 1, "to", 1, "to", 2, "or", 1)).isNotEqualTo(Tally.of(COUNTS));
        assertThat(tally("be", 1, "be", 2, "to", 1, "not", 2, "or", 1)).isNotEqualTo(Tally.of(COUNTS));
        assertThat(tally("be", 2, "be", 2, "to", 1, "to", 1, "or", 1)).isNotEqualTo(Tally.of(COUNTS));
    }

    @Test
    void comesBackOutOfALine() {
        Tally tally = Tally.of(COUNTS);

        assertThat(Tally.read(tally.line())).isEqualTo(tally);
        assertThat(Tally.read(Marks.BEGIN)).isEqualTo(Tally.NOTHING);
    }

    private static Tally tally(Object... wordsAndCounts) {
        Tally.Adder all = new Tally.Adder();
        for (int i = 0; i < wordsAndCounts.length; i += 2) {
            all.add((String) wordsAndCounts[i], (int) wordsAndCounts[i + 1]);
        }
        return all.tally();
    }
}
