package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.codec.Samples.Colour;
import dev.levada.core.codec.Samples.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalOrderTest {
    private static final CanonicalOrder ORDER = CanonicalOrder.INSTANCE;

    /** Looks at one half of itself when it compares. */
    record Half(int seen, int unseen) implements Comparable<Half> {
        @Override
        public int compareTo(Half other) {
            return Integer.compare(other.seen, seen);
        }
    }

    @Test
    void theOrderIsAntisymmetricAndTransitive() {
        List<Object> values = values(120);
        for (Object a : values) {
            for (Object b : values) {
                int order = Integer.signum(ORDER.compare(a, b));
                assertThat(Integer.signum(ORDER.compare(b, a))).isEqualTo(-order);
                assertThat(order == 0).as("%s and %s", a, b).isEqualTo(a.equals(b));
                for (Object c : values) {
                    if (order <= 0 && ORDER.compare(b, c) <= 0) {
                        assertThat(ORDER.compare(a, c))
                                .as("%s, %s, %s", a, b, c)
                                .isNotPositive();
                    }
                }
            }
        }
    }

    @Test
    void restoredValuesAreOrderedAsLiveOnes() {
        List<Object> values = values(200);
        List<Object> restored = new ArrayList<>();
        values.forEach(value -> restored.add(Bytes.roundTrip(Codecs.any(), value)));
        for (int i = 0; i < values.size(); i++) {
            Object live = values.get(i);
            assertThat(ORDER.compare(live, restored.get(i))).as("%s", live).isZero();
            for (Object other : restored) {
                assertThat(Integer.signum(ORDER.compare(restored.get(i), other)))
                        .as("%s and %s", live, other)
                        .isEqualTo(Integer.signum(ORDER.compare(live, other)));
            }
        }
    }

    @Test
    void comparableValuesComeInTheirOwnOrder() {
        assertThat(sorted(10, -5, 3)).isEqualTo(List.of(-5, 3, 10));
        assertThat(sorted("b", "a", "Z")).isEqualTo(List.of("Z", "a", "b"));
        assertThat(sorted(Colour.BLUE, Colour.GREEN, Colour.RED))
                .isEqualTo(List.of(Colour.RED, Colour.GREEN, Colour.BLUE));
    }

    @Test
    void whatComparesAsEqualButIsNotIsOrderedByBytes() {
        assertThat(sorted(new BigDecimal("1.00"), new BigDecimal("1.0")))
                .isEqualTo(List.of(new BigDecimal("1.0"), new BigDecimal("1.00")));
        assertThat(sorted(new Half(1, 9), new Half(1, 8), new Half(2, 10)))
                .isEqualTo(List.of(new Half(2, 10), new Half(1, 8), new Half(1, 9)));
    }

    @Test
    void otherValuesComeByTheNameOfTheirClassThenByTheirBytes() {
        assertThat(sorted("a", 1L, 2, new Pair<>(2, 1), new Pair<>(1, 2)))
                .isEqualTo(List.of(new Pair<>(1, 2), new Pair<>(2, 1), 2, 1L, "a"));
        assertThat(sorted(Collections.singletonList(2), List.of(3), new ArrayList<>(List.of(1))))
                .isEqualTo(List.of(List.of(1), List.of(2), List.of(3)));
    }

    private static List<Object> sorted(Object... values) {
        List<Object> sorted = new ArrayList<>(List.of(values));
        sorted.sort(ORDER);
        return sorted;
    }

    private static List<Object> values(int count) {
        List<Object> values = new ArrayList<>(
                List.of(0.0, -0.0, new Half(1, 1), new Half(1, 2), new BigDecimal("1.0"), new BigDecimal("1.00")));
        for (long seed = 0; values.size() < count; seed++) {
            values.add(new Samples(seed).any(2));
        }
        return values;
    }
}
