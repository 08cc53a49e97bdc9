package dev.levada.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected chances of small sets are counted by hand: of all orders, those that are as extreme. */
final class RankSumTest {

    @Test
    void threeAndThreeApartAreOneOrderInTen() {
        assertThat(RankSum.chance(values(1, 2, 3), values(4, 5, 6))).isEqualTo(0.1, within(1e-12));
        assertThat(RankSum.chance(values(4, 5, 6), values(1, 2, 3))).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void fourAndFourApartAreTwoOrdersInSeventy() {
        assertThat(RankSum.chance(values(8, 7, 6, 5), values(1, 2, 3, 4))).isEqualTo(2 / 70.0, within(1e-12));
    }

    @Test
    void oneOutOfPlaceMakesFourAndFourLikely() {
        assertThat(RankSum.chance(values(1, 2, 3, 5), values(4, 6, 7, 8))).isEqualTo(4 / 70.0, within(1e-12));
    }

    @Test
    void whatIsTheSameTellsNothing() {
        assertThat(RankSum.chance(values(2, 2, 2), values(2, 2, 2))).isEqualTo(1);
        assertThat(RankSum.chance(values(), values(1, 2))).isEqualTo(1);
        assertThat(RankSum.chance(values(1, 4), values(2, 3))).isEqualTo(1);
    }

    @Test
    void equalValuesShareTheirPlaces() {
        // Ranks 1, 2.5, 2.5, 4: of the six choices of two, the extreme sums are 3.5 and 6.5, two choices each.
        assertThat(RankSum.chance(values(1, 2), values(2, 3))).isEqualTo(4 / 6.0, within(1e-12));
        // Ranks 1, 3, 3, 3, 5: of ten choices of three, three have the sum 7, four 9, and three 11.
        assertThat(RankSum.chance(values(1, 2, 2), values(2, 3))).isEqualTo(0.6, within(1e-12));
    }

    @Test
    void manyAreJudgedAsFewAre() {
        double counted = RankSum.chance(every(30, 0), every(30, 9));
        double approximated = RankSum.chance(every(31, 0), every(31, 9));
        assertThat(approximated).isEqualTo(counted, within(0.02));
        assertThat(RankSum.chance(every(40, 0), every(40, 100))).isLessThan(1e-9);
        assertThat(RankSum.chance(every(40, 0), every(40, 0))).isGreaterThan(0.9);
    }

    private static double[] every(int count, int from) {
        return IntStream.range(0, count).mapToDouble(i -> from + i).toArray();
    }

    private static double[] values(double... values) {
        return Arrays.copyOf(values, values.length);
    }
}
