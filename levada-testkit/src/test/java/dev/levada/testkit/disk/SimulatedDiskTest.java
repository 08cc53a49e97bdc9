package dev.levada.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SimulatedDiskTest {
    private static final byte[] CONTENT = new byte[1_500];

    static {
        Arrays.fill(CONTENT, (byte) 7);
    }

    @Test
    void keepsWhatWasForcedUnderANameThatWasSynced() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            DiskFile file = disk.create("file");
            file.write(0, CONTENT, 0, CONTENT.length);
            file.force();
            disk.syncDirectory("");
            disk.crash();
            assertThat(disk.content("file")).isEqualTo(CONTENT);
        }
    }

    /** Each of these must turn up, or the tests that build on them see less than they think. */
    @Test
    void losesOfTheRestAnyPart() throws IOException {
        Set<String> outcomes = new HashSet<>();
        for (long seed = 0; seed < 1_000; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            DiskFile file = disk.create("file");
            disk.syncDirectory("");
            file.write(0, CONTENT, 0, CONTENT.length);
            disk.create("other").close();
            disk.crash();
            outcomes.add(disk.exists("other") ? "name kept" : "name lost");
            outcomes.add(sectors(disk.content("file")));
        }
        assertThat(outcomes)
                .contains(
                        "name kept",
                        "name lost",
                        "",
                        "X",
                        "X.",
                        "XX",
                        ".",
                        "..",
                        "...",
                        ".X",
                        "..X",
                        "X.X",
                        ".XX",
                        "XX.")
                .contains("XXX");
    }

    private static String sectors(byte[] content) {
        StringBuilder sectors = new StringBuilder();
        for (int start = 0; start < content.length; start += 512) {
            sectors.append(content[start] == 7 ? 'X' : '.');
        }
        return sectors.toString();
    }

    @Test
    void forgetsWhatAFailedForceWasToKeepAndForcesNothingAfterwards() throws IOException {
        Set<Integer> lengths = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(seed));
            DiskFile file = disk.create("file");
            disk.syncDirectory("");
            file.write(0, CONTENT, 0, CONTENT.length);
            disk.failForceAfter(0);
            assertThatThrownBy(file::force).isInstanceOf(DiskException.class);
            file.force();
            assertThat(disk.content("file")).isEqualTo(CONTENT);
            disk.crash();
            lengths.add(disk.content("file").length);
        }
        assertThat(lengths).contains(0);
    }

    @Test
    void writesWhatFits() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(0));
        disk.capacity(1_000);
        DiskFile file = disk.create("file");

        assertThatThrownBy(() -> file.write(0, CONTENT, 0, CONTENT.length)).hasMessageContaining("no space");
        assertThat(disk.content("file")).hasSize(512);
        assertThat(disk.freeBytes()).isEqualTo(488);
    }

    @Test
    void failsFromThePowerCutToTheCrash() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(0));
        DiskFile file = disk.create("file");
        disk.syncDirectory("");
        disk.cutPowerAfter(2);
        file.force();
        assertThatThrownBy(file::force).hasMessageContaining("power is off");
        assertThatThrownBy(() -> disk.list("")).hasMessageContaining("power is off");
        disk.crash();
        assertThatThrownBy(file::size).hasMessageContaining("not open any more");
        assertThat(disk.list("")).containsExactly("file");
    }

    @Test
    void doesTheSameFromTheSameSeed() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(77));
            for (int i = 0; i < 20; i++) {
                String name = "file" + i;
                DiskFile file = disk.create(name);
                disk.syncDirectory("");
                file.write(0, CONTENT, 0, CONTENT.length);
                disk.crash();
                contents.add(disk.content(name));
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(contents.get(i)).isEqualTo(contents.get(i + 20));
        }
    }
}
