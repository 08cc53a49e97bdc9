package dev.levada.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SectionTest {
    private static final List<Section> SECTIONS = List.of(
            new Section(1, ".out.part-0-00000000-1-1", true, true, 0, 0, 0),
            new Section(Long.MAX_VALUE, ".€.part-0-00000000-1-1", false, false, 5, Long.MAX_VALUE - 5, -1),
            Section.nothing(3, 77, false));

    @Test
    void aSectionIsReadBackFromItsBytes() throws Exception {
        for (Section section : SECTIONS) {
            assertThat(Section.of(section.toBytes())).isEqualTo(section);
        }
    }

    @Test
    void anythingElseIsRefused() throws Exception {
        byte[] bytes = SECTIONS.get(0).toBytes();
        assertRefused(new byte[0], "starts with nothing");
        assertRefused(with(bytes, 0, 2), "not of format 1 but starts with 2");
        assertRefused(with(bytes, 1, 4), "unknown flags 4");
        assertRefused(with(bytes, 2, 0x80), "epoch -9223372036854775807");
        assertRefused(with(bytes, 17, 1), "from 1 on");
        assertRefused(with(bytes, 10, 0x80), "from -9223372036854775808 on");
        assertRefused(Arrays.copyOf(bytes, 20), "20 bytes are too few");
        assertRefused(Arrays.copyOf(bytes, 30), "0 bytes from 0 on in '', replaces: true");
        assertRefused(Arrays.copyOf(bytes, 5_000), "5000 bytes are too many");
    }

    @Test
    void nonsenseNeverGivesAnotherError() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = SECTIONS.get(random.nextInt(3)).toBytes();
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
            for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                Section.of(bytes);
            } catch (IOException expected) {
                assertThat(expected).hasMessageStartingWith("what was prepared is");
            }
        }
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> Section.of(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
