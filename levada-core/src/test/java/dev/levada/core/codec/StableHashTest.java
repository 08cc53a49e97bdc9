package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.codec.Samples.Colour;
import dev.levada.core.codec.Samples.Pair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StableHashTest {

    @Test
    void theHashIsWhatItWas() {
        assertThat(hashes(
                        "",
                        "lisbon",
                        1,
                        1L,
                        -1L,
                        (short) 1,
                        (byte) 2,
                        'c',
                        true,
                        1.5,
                        1.5f,
                        new UUID(1, 2),
                        Colour.GREEN))
                .isEqualTo(
                        "00000000 c4304131 514e28b7 514e28b7 00000000 514e28b7 30f4c306 9c4d71da 0fab5368 8a5b0f9c 0f92d7a7"
                                + " faed0e12 659e6ef8");
        assertThat(hashes(new Pair<>("a", 1), List.of("a", 1), BigDecimal.TEN, Optional.of(Colour.RED), new int[] {1}))
                .isEqualTo("5e56d9ce 70b31370 1dd08429 6375a59d 93aedd69");
    }

    private static String hashes(Object... keys) {
        return Arrays.stream(keys)
                .map(key -> HexFormat.of().toHexDigits(StableHash.of(key)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void bytesAreHashedByMurmur3() {
        assertThat(murmur("")).isEqualTo(0);
        assertThat(murmur("a")).isEqualTo(0x3c2569b2);
        assertThat(murmur("hello")).isEqualTo(0x248bfa47);
        assertThat(murmur("hello, world")).isEqualTo(0x149bbb7f);
        assertThat(murmur("The quick brown fox jumps over the lazy dog")).isEqualTo(0x2e4ff723);
    }

    private static int murmur(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteOutput out = new ByteOutput(16);
        out.writeBytes(bytes, 0, bytes.length);
        return StableHash.ofBytes(out);
    }

    @Test
    void equalKeysHaveEqualHashes() {
        for (long seed = 0; seed < 1_000; seed++) {
            Object key = new Samples(seed).any(3);
            Object equal = new Samples(seed).any(3);
            Object restored = Bytes.roundTrip(Codecs.any(), key);
            assertThat(StableHash.of(equal)).as("seed %d", seed).isEqualTo(StableHash.of(key));
            assertThat(StableHash.of(restored)).as("seed %d", seed).isEqualTo(StableHash.of(key));
        }
    }

    @Test
    void keysInARowSpread() {
        for (int shift = 0; shift < 24; shift += 8) {
            int[] buckets = new int[64];
            for (int i = 0; i < 6_400; i++) {
                buckets[StableHash.of(i << shift) & 63]++;
                buckets[StableHash.of(new UUID(i, i)) & 63]++;
                buckets[StableHash.of(new Pair<>(i, i >> 3)) & 63]++;
            }
            for (int bucket : buckets) {
                assertThat(bucket).isBetween(200, 400);
            }
        }
    }

    @Test
    void setsAreHashedInWhateverOrderTheyWereFilled() {
        List<String> values = List.of("a", "b", "c", "d");
        Set<String> reversed = new LinkedHashSet<>();
        for (int i = values.size() - 1; i >= 0; i--) {
            reversed.add(values.get(i));
        }
        assertThat(StableHash.of(reversed)).isEqualTo(StableHash.of(new HashSet<>(values)));
        assertThat(StableHash.of(values)).isEqualTo(StableHash.of(new ArrayList<>(values)));
    }

    @Test
    void aKeyWithoutCodecIsRefused() {
        assertThatThrownBy(() -> StableHash.of(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of java.lang.Object has no codec; make it a record, or give a Codec for it");
    }
}
