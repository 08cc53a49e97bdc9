package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Samples.Cash;
import dev.levada.core.codec.Samples.Colour;
import dev.levada.core.codec.Samples.Nothing;
import dev.levada.core.codec.Samples.Pair;
import dev.levada.core.codec.Samples.Payment;
import dev.levada.core.codec.Samples.Tree;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int SEEDS = 2_000;

    record Holder(Map<String, Pair<Integer, Optional<Colour>>> value) {}

    sealed interface Shape<T> permits Dot, Line {}

    record Dot<T>(T at) implements Shape<T> {}

    record Line<X>(X from, List<? extends X> to) implements Shape<X> {}

    record Drawing(Shape<Integer> shape) {}

    record Mutual(Optional<Other> other) {}

    record Other(List<Mutual> mutual) {}

    record Wide(
            long a,
            double b,
            long c,
            double d,
            long e,
            double f,
            long g,
            double h,
            String i,
            String j,
            Optional<Wide> k) {}

    @Test
    void whatIsWrittenIsReadBack() {
        Codec<?> orders = Codecs.of(Samples.orderClass());
        Codec<Tree> trees = Codecs.of(Tree.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            Samples samples = new Samples(seed);
            Object order = samples.order();
            Tree tree = samples.tree(3);
            Object any = samples.any(4);
            assertThat(Bytes.roundTrip(orders, order)).as("seed %d", seed).isEqualTo(order);
            assertThat(Bytes.roundTrip(trees, tree)).as("seed %d", seed).isEqualTo(tree);
            assertThat(Bytes.roundTrip(Codecs.any(), any)).as("seed %d", seed).isEqualTo(any);
        }
    }

    @Test
    void extremesAreReadBack() {
        for (Object value : List.of(
                Instant.MIN,
                Instant.MAX,
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                LocalDate.MIN,
                LocalDate.MAX,
                Double.NaN,
                -0.0,
                Float.MIN_VALUE,
                Long.MIN_VALUE,
                new BigDecimal("1E+2147483647"),
                "",
                "\u00e9\u4e2d\ud83d\ude00",
                new Nothing(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Set.of())) {
            assertThat(Bytes.roundTrip(Codecs.any(), value)).isEqualTo(value);
        }
    }

    @Test
    void arraysAreReadBack() {
        for (Object array : List.of(
                new boolean[] {true, false},
                new byte[] {1, -1},
                new short[] {2, -2},
                new char[] {'a', '\uffff'},
                new int[] {3, -3},
                new long[] {4, -4},
                new float[] {5, -0.0f},
                new double[] {6, Double.NaN})) {
            assertThat(Bytes.roundTrip(Codecs.of(array.getClass()), array)).isEqualTo(array);
            assertThat(Bytes.roundTrip(Codecs.any(), array)).isEqualTo(array);
        }
        assertThat(Bytes.roundTrip(Codecs.any(), new long[0])).isEqualTo(new long[0]);
    }

    @Test
    void typeArgumentsReachTheComponents() {
        Codec<?> codec = Codecs.of(Bytes.componentType(Holder.class));
        Map<String, Pair<Integer, Optional<Colour>>> value = Map.of("a", new Pair<>(1, Optional.of(Colour.GREEN)));
        assertThat(Bytes.hex(codec, value)).isEqualTo("01" + "0161" + "00000001" + "01" + "01");
        assertThat(Bytes.roundTrip(codec, value)).isEqualTo(value);
    }

    @Test
    void typeArgumentsReachThePermittedRecords() {
        Codec<Drawing> codec = Codecs.of(Drawing.class);
        assertThat(Bytes.hex(codec, new Drawing(new Dot<>(7)))).isEqualTo("00" + "00000007");
        Drawing line = new Drawing(new Line<>(1, List.of(2)));
        assertThat(Bytes.hex(codec, line)).isEqualTo("01" + "00000001" + "01" + "00000002");
        assertThat(Bytes.roundTrip(codec, line)).isEqualTo(line);
    }

    @Test
    void recordsThatHoldEachOtherAreReadBack() {
        Mutual mutual = new Mutual(Optional.of(new Other(List.of(new Mutual(Optional.empty())))));
        assertThat(Bytes.roundTrip(Codecs.of(Mutual.class), mutual)).isEqualTo(mutual);
    }

    @Test
    void componentsOfTwoSlotsKeepTheirPlaces() {
        Wide inner = new Wide(1, 2, 3, 4, 5, 6, 7, 8, "i", "j", Optional.empty());
        Wide wide = new Wide(8, 7, 6, 5, 4, 3, 2, 1, "", "z", Optional.of(inner));
        assertThat(Bytes.roundTrip(Codecs.of(Wide.class), wide)).isEqualTo(wide);
    }

    @Test
    void primitivesHaveCodecsToo() {
        assertThat(Bytes.roundTrip(Codecs.of(int.class), 5)).isEqualTo(5);
    }

    @Test
    void aSealedTypeIsACodecOfItsOwn() {
        Payment cash = new Cash(BigDecimal.ONE);
        assertThat(Bytes.roundTrip(Codecs.of(Payment.class), cash)).isEqualTo(cash);
    }

    @Test
    void collectionsReadBackCannotBeModified() {
        for (Object value : List.of(Set.of(1), List.of(1), List.of())) {
            Collection<?> read = (Collection<?>) Bytes.roundTrip(Codecs.any(), value);
            assertThatThrownBy(read::clear).isInstanceOf(UnsupportedOperationException.class);
        }
        Map<?, ?> map = (Map<?, ?>) Bytes.roundTrip(Codecs.any(), Map.of(1, 2));
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
