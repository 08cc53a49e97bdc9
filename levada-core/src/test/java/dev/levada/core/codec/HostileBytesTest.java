package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostileBytesTest {
    private static final int SEEDS = 20_000;

    record Chain(Optional<Chain> next) {}

    record WideChain(
            Optional<WideChain> a,
            long b,
            long c,
            long d,
            long e,
            long f,
            long g,
            long h,
            long i,
            long j,
            long k,
            long l,
            long m,
            long n,
            long o,
            long p,
            long q,
            long r,
            long s,
            long t,
            long u,
            long v,
            long w,
            long x,
            long y,
            long z,
            long a1,
            long b1,
            long c1,
            long d1,
            long e1,
            long f1,
            long g1,
            long h1,
            long i1,
            long j1,
            long k1,
            long l1,
            Optional<WideChain> last) {}

    record Positive(int value) {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("must be positive, was " + value);
            }
        }
    }

    @Test
    void damagedBytesGiveAValueOrAreCalledCorrupt() {
        Codec<?> orders = Codecs.of(Samples.orderClass());
        int values = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Samples samples = new Samples(seed);
            boolean typed = seed % 2 == 0;
            Codec<?> codec = typed ? orders : Codecs.any();
            byte[] bytes = Bytes.of(codec, typed ? samples.order() : samples.any(4));
            values += survives(seed, codec, samples.damaged(bytes));
        }
        assertThat(values).as("damages that only changed the value").isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void noiseGivesAValueOrIsCalledCorrupt() {
        Codec<?> orders = Codecs.of(Samples.orderClass());
        int values = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            byte[] noise = new Samples(seed).noise();
            values += survives(seed, Codecs.any(), noise) + survives(seed, orders, noise);
        }
        assertThat(values).as("noise that is a value").isPositive();
    }

    /** Returns 1 if the bytes hold a value, which then can be written, 0 if they are corrupt. */
    private static int survives(long seed, Codec<?> codec, byte[] bytes) {
        Object value;
        try {
            value = codec.read(new ByteInput(bytes));
        } catch (CorruptBytesException e) {
            assertThat(e).as("seed %d", seed).hasMessageMatching("(?s).{10,}");
            return 0;
        }
        byte[] written = Bytes.of(codec, value);
        assertThat(Bytes.of(codec, Bytes.read(codec, written)))
                .as("seed %d", seed)
                .isEqualTo(written);
        return 1;
    }

    @Test
    void everyTruncationIsNoticed() {
        for (long seed = 0; seed < 200; seed++) {
            byte[] bytes = Bytes.of(Codecs.any(), new Samples(seed).any(3));
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> Codecs.any().read(new ByteInput(cut)))
                        .as("seed %d", seed)
                        .isInstanceOf(CorruptBytesException.class);
            }
        }
    }

    @Test
    void countsAreNotBelieved() {
        for (String hex : List.of(
                "1effffffff07",
                "1fffffffff07",
                "20ffffffff07",
                "1bffffffff07",
                "15ffffffff07",
                "09ffffffff07",
                "10ffffffff07")) {
            assertThatThrownBy(() -> Bytes.read(Codecs.any(), hex)).as(hex).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void elementsWithoutBytesAreNotBelieved() {
        for (String count : List.of("1e02", "1f02", "2002")) {
            assertThatThrownBy(() -> Bytes.read(Codecs.any(), count))
                    .isInstanceOf(CorruptBytesException.class)
                    .hasMessage("2 elements expected, 0 bytes are left");
        }
    }

    @Test
    void nestedCountsReserveNoMoreThanIsRead() {
        ByteOutput out = new ByteOutput(4_000_000);
        for (int i = 0; i < Nesting.LIMIT + 1; i++) {
            out.writeByte(Kind.LIST);
            out.writeLength(3_900_000);
        }
        out.writeBytes(new byte[3_990_000], 0, 3_990_000);
        assertThatThrownBy(() -> Codecs.any().read(new ByteInput(out.toByteArray())))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("the bytes nest values more than 256 deep");
    }

    @Test
    void endlessNestingIsNoticed() {
        for (int tag : List.of(Kind.LIST, Kind.SET, Kind.OPTIONAL)) {
            byte[] bytes = new byte[2_000_000];
            for (int i = 0; i < bytes.length; i += 2) {
                bytes[i] = (byte) tag;
                bytes[i + 1] = 1;
            }
            assertThatThrownBy(() -> Codecs.any().read(new ByteInput(bytes)))
                    .isInstanceOf(CorruptBytesException.class)
                    .hasMessage("the bytes nest values more than 256 deep");
        }
        byte[] ones = new byte[2_000_000];
        Arrays.fill(ones, (byte) 1);
        for (Class<?> type : List.of(Chain.class, WideChain.class)) {
            assertThatThrownBy(() -> Codecs.of(type).read(new ByteInput(ones)))
                    .isInstanceOf(CorruptBytesException.class)
                    .hasMessage("the bytes nest values more than 256 deep");
        }
    }

    @Test
    void aValueThatHoldsItselfCannotBeWritten() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        assertThatThrownBy(() -> Bytes.of(Codecs.any(), self))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values nested more than 256 deep cannot be written; make a list of them");
    }

    @Test
    void whatAConstructorRefusesIsCorrupt() {
        assertThatThrownBy(() -> Bytes.read(Codecs.of(Positive.class), "ffffffff"))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("HostileBytesTest$Positive refused the components read")
                .hasMessageContaining("must be positive, was -1");
    }

    @Test
    void impossibleValuesAreCorrupt() {
        for (String hex : List.of(
                "00",
                "7f",
                "ff",
                "0102",
                "0a7fffffffffffffff00000000",
                "0a00000000000000003b9aca00",
                "0b0000000000000000ffffffff",
                "0cffffffffffffffffff01",
                "0dffffffffffffffff",
                "1000",
                "1f0209016109" + "0161",
                "20020901610101" + "0901610101")) {
            assertThatThrownBy(() -> Bytes.read(Codecs.any(), hex)).as(hex).isInstanceOf(CorruptBytesException.class);
        }
        assertThatThrownBy(() -> Bytes.read(Codecs.of(Samples.Nothing.class), "01"))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("a record without components is 0, was 1");
        assertThatThrownBy(() -> Bytes.read(Codecs.of(Samples.Colour.class), "03"))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageEndingWith("Samples$Colour expected, which has 3");
        assertThatThrownBy(() -> Bytes.read(Codecs.of(Samples.Payment.class), "04"))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageEndingWith("Samples$Payment expected, which permits 4");
    }
}
