package dev.levada.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteBuffersTest {
    private static final List<String> TEXTS =
            List.of("", "a", "plain text", "naïve", "日本語", "\uD83D\uDE80 to the stars", "\u0000", "x".repeat(300));

    /** One value, how it is written, and how it is read back. */
    private record Written(Object value, byte kind) {

        static Written random(Random random) {
            byte kind = (byte) random.nextInt(7);
            return new Written(
                    switch (kind) {
                        case 0 -> (byte) random.nextInt();
                        case 1 -> random.nextInt();
                        case 2 -> random.nextLong();
                        case 3 -> random.nextLong() >> random.nextInt(64);
                        case 4 -> random.nextInt() >>> (1 + random.nextInt(31));
                        case 5 -> TEXTS.get(random.nextInt(TEXTS.size()));
                        default -> TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_16);
                    },
                    kind);
        }

        void writeTo(ByteOutput out) {
            switch (kind) {
                case 0 -> out.writeByte((byte) value);
                case 1 -> out.writeInt((int) value);
                case 2 -> out.writeLong((long) value);
                case 3 -> out.writeVarLong((long) value);
                case 4 -> out.writeLength((int) value);
                case 5 -> out.writeString((String) value);
                default -> {
                    out.writeLength(((byte[]) value).length);
                    out.writeBytes((byte[]) value, 0, ((byte[]) value).length);
                }
            }
        }

        Object readFrom(ByteInput in) {
            return switch (kind) {
                case 0 -> in.readByte();
                case 1 -> in.readInt();
                case 2 -> in.readLong();
                case 3 -> in.readVarLong();
                case 4 -> in.readLength();
                case 5 -> in.readString();
                default -> in.readBytes(in.readLength());
            };
        }
    }

    private static List<Written> writeRandom(long seed, ByteOutput out) {
        Random random = new Random(seed);
        List<Written> values = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            Written value = Written.random(random);
            value.writeTo(out);
            values.add(value);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void readsBackWhatWasWrittenAndNotAByteMore(long seed) {
        ByteOutput out = new ByteOutput(0);
        List<Written> values = writeRandom(seed, out);
        ByteInput in = new ByteInput(out.array(), 0, out.size());

        for (Written value : values) {
            assertThat(value.readFrom(in)).as("seed %d", seed).isEqualTo(value.value());
        }
        assertThat(in.remaining()).as("seed %d", seed).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void findsEveryTruncationOfEveryValue(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            ByteOutput out = new ByteOutput(0);
            Written value = Written.random(random);
            value.writeTo(out);
            for (int length = 0; length < out.size(); length++) {
                // What follows the end must not be read, although the array goes on.
                ByteInput shortened = new ByteInput(out.array(), 0, length);
                assertThatThrownBy(() -> value.readFrom(shortened))
                        .as("seed %d, %s", seed, value)
                        .isInstanceOf(CorruptBytesException.class);
            }
        }
    }

    @Test
    void writesTheBoundsOfEachKind() {
        ByteOutput out = new ByteOutput(16);
        long[] longs = {0, -1, 1, 63, 64, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE};
        int[] lengths = {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE};
        Arrays.stream(longs).forEach(out::writeVarLong);
        Arrays.stream(lengths).forEach(out::writeLength);

        ByteInput in = new ByteInput(out.toByteArray());
        Arrays.stream(longs).forEach(expected -> assertThat(in.readVarLong()).isEqualTo(expected));
        Arrays.stream(lengths).forEach(expected -> assertThat(in.readLength()).isEqualTo(expected));
        assertThat(in.remaining()).isZero();
    }

    @Test
    void writesSmallMagnitudesInOneByte() {
        for (int value = -64; value < 64; value++) {
            ByteOutput out = new ByteOutput(16);
            out.writeVarLong(value);
            assertThat(out.size()).isEqualTo(1);
        }
    }

    @Test
    void writesBigEndian() {
        ByteOutput out = new ByteOutput(16);
        out.writeInt(0x01020304);
        out.writeLong(0x05060708090A0B0CL);

        assertThat(out.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void forgetsWhatWasWrittenWhenCleared() {
        ByteOutput out = new ByteOutput(16);
        out.writeString("a text that is too long for the room at the start");
        out.clear();
        out.writeByte(7);

        assertThat(out.toByteArray()).containsExactly(7);
    }

    @Test
    void refusesToWriteANegativeLength() {
        assertThatThrownBy(() -> new ByteOutput(16).writeLength(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a length must be at least 0, was -1");
    }

    @Test
    void refusesNumbersThatGoOnForEver() {
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0x80);

        assertThatThrownBy(() -> new ByteInput(endless).readVarLong())
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("a number goes on past its 64 bits");
        assertThatThrownBy(() -> new ByteInput(endless).readLength())
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("a number goes on past its 31 bits");
    }

    @Test
    void refusesALengthThatNoArrayCanHave() {
        byte[] tooLong = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

        assertThatThrownBy(() -> new ByteInput(tooLong).readLength())
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("a length of 4294967295 is more than an array can hold");
    }

    @Test
    void saysWhereBytesAreMissing() {
        ByteInput in = new ByteInput(new byte[] {1, 2, 3, 4, 5, 6}, 1, 4);
        in.readByte();

        assertThatThrownBy(in::readInt)
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("4 bytes expected at offset 2, 3 are left");
        assertThatThrownBy(() -> in.readBytes(-1)).isInstanceOf(CorruptBytesException.class);
    }

    @Test
    void refusesANumberWithMoreBitsThanItCanHave() {
        byte[] tooMuch = new byte[10];
        Arrays.fill(tooMuch, (byte) 0xFF);
        tooMuch[9] = 0x02;

        assertThatThrownBy(() -> new ByteInput(tooMuch).readVarLong()).isInstanceOf(CorruptBytesException.class);
    }
}
