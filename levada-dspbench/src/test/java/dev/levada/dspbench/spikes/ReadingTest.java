package dev.levada.dspbench.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.dspbench.Line;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadingTest {
    private static List<Reading> read(String text) {
        return Reading.parse(new Line(7, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00:59:16", "00:59:16.027", "00:59:16.02785", "00:59:16.027853"})
    void readsTimesWithThreeToSixDigitsOfASecondOrNone(String time) {
        assertThat(read("2004-02-28 " + time + "\t3 1 19.9884 37.0 45.08 2.7"))
                .containsExactly(new Reading(7, 1, 19.9884));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2004-02-28 00:59:16.02 3 1 19.9884 37.0 45.08 2.7",
                "2004-02-28 00:59:16.0278531 3 1 19.9884 37.0 45.08 2.7",
                "2004-02-28 00:59 3 1 19.9884 37.0 45.08 2.7",
                "2004-02-28 00:59:1x 3 1 19.9884 37.0 45.08 2.7",
                "2004-2-28 00:59:16 3 1 19.9884 37.0 45.08 2.7",
                "2004/02/28 00:59:16 3 1 19.9884 37.0 45.08 2.7",
                "2004-02-28 00:59:16 3 one 19.9884 37.0 45.08 2.7",
                "2004-02-28 00:59:16 3 1 warm 37.0 45.08 2.7",
                "2004-02-28 00:59:16 3 1 19.9884 37.0 45.08",
                "2004-02-28 00:59:16 3 1 19.9884 37.0 45.08 2.7 9",
                ""
            })
    void leavesOutWhatIsNoReading(String line) {
        assertThat(read(line)).isEmpty();
    }
}
