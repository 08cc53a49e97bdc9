package dev.levada.io.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpillFileTest {
    @TempDir
    private Path directory;

    private record Put(long reference, int length, byte fill) {
        byte[] bytes() {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, fill);
            return bytes;
        }
    }

    @Test
    void keepsWhatWasPutUntilItIsDroppedAndNeverMoreThanItMay() throws IOException {
        for (long seed = 0; seed < 8; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Deque<Put> held = new ArrayDeque<>();
            try (FileDisk disk = FileDisk.open(directory);
                    SpillFile spill = new SpillFile(disk, "spill", SpillMemory.none(), 100_000)) {
                for (int i = 0; i < 1_000; i++) {
                    int length = random.nextInt(random.nextInt(20) == 0 ? 30_000 : 900);
                    if (random.nextInt(3) > 0 && spill.hasRoom(length)) {
                        byte fill = (byte) random.nextInt();
                        byte[] bytes = new Put(0, length, fill).bytes();
                        held.addLast(new Put(spill.put(bytes, length), length, fill));
                    } else if (!held.isEmpty()) {
                        spill.drop(held.removeFirst().reference() + 1);
                    }
                    assertThat(spill.usedBytes()).isBetween(0L, 100_000L);
                    if (i % 50 == 0) {
                        assertThat(spill.usedBytes()).isEqualTo(onDisk());
                        for (Put put : held) {
                            assertThat(spill.get(put.reference()))
                                    .as("seed %d", seed)
                                    .isEqualTo(put.bytes());
                        }
                    }
                }
                if (!held.isEmpty()) {
                    spill.drop(held.getLast().reference() + 1);
                }
                assertThat(onDisk()).isLessThan(40_000);
            }
            assertThat(onDisk()).isZero();
        }
    }

    private long onDisk() throws IOException {
        long bytes = 0;
        try (var files = Files.list(directory.resolve("spill"))) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Test
    void usesMemoryThatIsThereBeforeTheDiskAndSharesIt() throws IOException {
        SpillMemory memory = new SpillMemory(3 * SpillMemory.BLOCK_BYTES);
        SplittableRandom random = new SplittableRandom(1);
        try (FileDisk disk = FileDisk.open(directory);
                SpillFile spill = new SpillFile(disk, "spill", memory, 1 << 30);
                SpillFile other = new SpillFile(disk, "other", memory, 1 << 30)) {
            other.put(new byte[SpillMemory.BLOCK_BYTES / 2], SpillMemory.BLOCK_BYTES / 2);
            Deque<Put> held = new ArrayDeque<>();
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 40; i++) {
                    int length = i == 20 ? SpillMemory.BLOCK_BYTES : random.nextInt(100_000);
                    byte fill = (byte) random.nextInt();
                    long reference = spill.put(new Put(0, length, fill).bytes(), length);
                    held.addLast(new Put(reference, length, fill));
                    if (i == 15) {
                        assertThat(onDisk()).isZero();
                    }
                }
                assertThat(onDisk()).isGreaterThan(SpillMemory.BLOCK_BYTES);
                assertThat(spill.usedBytes()).isEqualTo(onDisk() + inMemory(held));
                for (Put put : held) {
                    assertThat(spill.get(put.reference())).isEqualTo(put.bytes());
                }
                spill.drop(Long.MAX_VALUE);
                held.clear();
                assertThat(onDisk()).isZero();
            }
        }
        for (int block = 0; block < 3; block++) {
            assertThat(memory.take()).isNotNull();
        }
        assertThat(memory.take()).isNull();
    }

    /** What was put before the first that is on the disk, there being two blocks for it. */
    private long inMemory(Deque<Put> held) throws IOException {
        try (var files = Files.list(directory.resolve("spill"))) {
            long first = files.map(file -> String.valueOf(file.getFileName()))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .min()
                    .orElseThrow();
            return first - held.getFirst().reference();
        }
    }

    @Test
    void refusesWhatHasNoRoomAndTakesItAfterADrop() throws IOException {
        try (FileDisk disk = FileDisk.open(directory);
                SpillFile spill = new SpillFile(disk, "spill", SpillMemory.none(), 10_000)) {
            long first = spill.put(new byte[5_000], 5_000);
            long second = spill.put(new byte[4_000], 4_000);
            assertThatThrownBy(() -> spill.put(new byte[2_000], 2_000))
                    .isInstanceOf(SpillFullException.class)
                    .hasMessageContaining("spill")
                    .hasMessageContaining("10000");
            spill.drop(second);
            assertThatThrownBy(() -> spill.get(first)).isInstanceOf(IllegalArgumentException.class);
            long third = spill.put(new byte[2_000], 2_000);
            assertThat(spill.get(second)).hasSize(4_000);
            assertThat(spill.get(third)).hasSize(2_000);
        }
    }

    @Test
    void noBitFlippedIsMissedAndNothingOutlivesTheProcess() throws IOException {
        try (FileDisk disk = FileDisk.open(directory)) {
            SpillFile spill = new SpillFile(disk, "spill", SpillMemory.none(), 10_000);
            long first = spill.put(new byte[] {1, 2, 3, 9}, 3);
            long second = spill.put(new byte[] {4, 5}, 2);
            try (var files = Files.list(directory.resolve("spill"))) {
                Path file = files.toList().get(0);
                byte[] whole = Files.readAllBytes(file);
                for (int bit = 0; bit < whole.length * 8; bit++) {
                    byte[] damaged = whole.clone();
                    damaged[bit / 8] ^= (byte) (1 << (bit % 8));
                    Files.write(file, damaged);
                    long reference = bit / 8 < 11 ? first : second;
                    assertThatThrownBy(() -> spill.get(reference))
                            .as("bit %d", bit)
                            .isInstanceOf(CorruptSpillException.class);
                }
            }
            assertThat(onDisk()).isPositive();
            new SpillFile(disk, "spill", SpillMemory.none(), 10_000);
            assertThat(onDisk()).isZero();
        }
    }
}
