package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Samples.Cash;
import dev.levada.core.codec.Samples.Colour;
import dev.levada.core.codec.Samples.Invoice;
import dev.levada.core.codec.Samples.Nothing;
import dev.levada.core.codec.Samples.Pair;
import dev.levada.core.codec.Samples.Payment;
import dev.levada.core.codec.Samples.Primitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {

    @Test
    void equalSetsAndMapsGiveEqualBytesInWhateverOrderTheyWereFilled() {
        for (long seed = 0; seed < 1_000; seed++) {
            Samples samples = new Samples(seed);
            List<Object> values = new ArrayList<>(new LinkedHashSet<>(samples.some(() -> samples.any(2))));
            List<Object> others = samples.shuffled(values);
            Map<Object, Object> map = new LinkedHashMap<>();
            Map<Object, Object> sameMap = new LinkedHashMap<>();
            values.forEach(value -> map.put(value, value));
            others.forEach(value -> sameMap.put(value, value));
            Object one = List.of(new LinkedHashSet<>(values), map);
            Object same = new ArrayList<>(List.of(new LinkedHashSet<>(others), sameMap));
            assertThat(Bytes.of(Codecs.any(), same)).as("seed %d", seed).isEqualTo(Bytes.of(Codecs.any(), one));
        }
    }

    @Test
    void setsAreReadBackInTheOrderOfTheirBytes() {
        Object read = Bytes.roundTrip(Codecs.any(), new LinkedHashSet<>(List.of(3, 1, 2, -1)));
        assertThat(List.copyOf((Set<?>) read)).isEqualTo(List.of(1, 2, 3, -1));
    }

    @Test
    void thereIsOneNaNAndTwoZeros() {
        Codec<Object> any = Codecs.any();
        double otherNaN = Double.longBitsToDouble(0x7ff8000000000001L);
        float otherFloatNaN = Float.intBitsToFloat(0x7fc00001);
        assertThat(Bytes.of(any, otherNaN)).isEqualTo(Bytes.of(any, Double.NaN));
        assertThat(Bytes.of(any, otherFloatNaN)).isEqualTo(Bytes.of(any, Float.NaN));
        assertThat(Bytes.of(any, -0.0)).isNotEqualTo(Bytes.of(any, 0.0));
        assertThat(Bytes.hex(Codecs.of(Primitive.class), primitive(Double.NaN)))
                .isEqualTo(Bytes.hex(Codecs.of(Primitive.class), primitive(otherNaN)));
    }

    @Test
    void elementsThatDifferButHaveTheSameBytesAreRefused() {
        Set<byte[]> twice = new LinkedHashSet<>(List.of(new byte[] {1}, new byte[] {1}));
        assertThatThrownBy(() -> Bytes.of(Codecs.any(), twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a set holds two keys or elements that differ but have the same bytes");
    }

    @Test
    void theFormatIsWhatItWas() {
        assertThat(Bytes.hex(Codecs.of(Primitive.class), primitive(1.5)))
                .isEqualTo("01" + "02" + "fffd" + "0061" + "00000005" + "fffffffffffffffa" + "40f00000"
                        + "3ff8000000000000");
        assertThat(Bytes.hex(Codecs.of(Payment.class), new Cash(new BigDecimal("12.34"))))
                .isEqualTo("01" + "00000002" + "02" + "04d2");
        assertThat(Bytes.hex(Codecs.of(Payment.class), new Invoice(new UUID(1, 2), LocalDate.of(1969, 12, 31))))
                .isEqualTo("02" + "0000000000000001" + "0000000000000002" + "01");
        assertThat(Bytes.hex(Codecs.of(Colour.class), Colour.BLUE)).isEqualTo("02");
        assertThat(Bytes.hex(Codecs.of(Nothing.class), new Nothing())).isEqualTo("00");
    }

    @Test
    void theFormatThatTellsTheTypeIsWhatItWas() {
        Codec<Object> any = Codecs.any();
        assertThat(Bytes.hex(any, true)).isEqualTo("0101");
        assertThat(Bytes.hex(any, "h\u00e9")).isEqualTo("090368c3a9");
        assertThat(Bytes.hex(any, Instant.ofEpochSecond(-1, 5))).isEqualTo("0affffffffffffffff00000005");
        assertThat(Bytes.hex(any, new int[] {1, -1})).isEqualTo("180200000001ffffffff");
        assertThat(Bytes.hex(any, List.of(1, "a"))).isEqualTo("1e02" + "0500000001" + "090161");
        assertThat(Bytes.hex(any, Set.of("b", "a"))).isEqualTo("1f02" + "090161" + "090162");
        assertThat(Bytes.hex(any, Map.of("b", 1L, "a", Optional.of('x'))))
                .isEqualTo("2002" + "090161" + "21010400" + "78" + "090162" + "060000000000000001");
        assertThat(Bytes.hex(any, new Pair<>((byte) 1, (short) 2)))
                .isEqualTo("28" + nameOf(Pair.class) + "2e0be451a98217d3" + "0201" + "030002");
        assertThat(Bytes.hex(any, Colour.GREEN)).isEqualTo("28" + nameOf(Colour.class) + "17ab2990221ea5f3" + "01");
    }

    private static String nameOf(Class<?> type) {
        return Bytes.hex(Codecs.of(String.class), type.getName());
    }

    private static Primitive primitive(double last) {
        return new Primitive(true, (byte) 2, (short) -3, 'a', 5, -6, 7.5f, last);
    }
}
