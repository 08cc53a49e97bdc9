package dev.levada.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.DiskException;
import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Objects of a store that are read while they grow, and after whatever befell who wrote them. */
final class GrowingObjectsTest {
    private static final String DIRECTORY = "store";
    private static final String NAME = "8-w1-1.determinants";
    private static final int BLOCKS = 6;

    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(5));

    private static byte[] block(int number) {
        return Logs.record(number, 230 * number);
    }

    private static List<byte[]> read(SnapshotStore store) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        store.blocks(NAME).forEachRemaining(blocks::add);
        return blocks;
    }

    /** How many blocks are there; they are the first ones, and whole. */
    private static int found(SnapshotStore store) throws IOException {
        List<byte[]> blocks = read(store);
        for (int i = 0; i < blocks.size(); i++) {
            assertThat(Arrays.equals(blocks.get(i), block(i + 1))).isTrue();
        }
        return blocks.size();
    }

    @Test
    void othersSeeWhatWasForcedWhileItGrows() throws IOException {
        SnapshotStore writer = SnapshotStore.open(disk, DIRECTORY);
        SnapshotStore reader = SnapshotStore.share(disk, DIRECTORY, "r");
        try (SegmentedLog log = writer.begin(NAME)) {
            assertThat(reader.list("")).containsExactly(NAME);
            assertThat(read(reader)).isEmpty();
            for (int i = 1; i <= BLOCKS; i++) {
                assertThat(log.append(block(i))).isEqualTo(i);
                log.sync();
                assertThat(found(reader)).isEqualTo(i);
            }
        }
        assertThat(found(reader)).isEqualTo(BLOCKS);
        assertThatThrownBy(() -> reader.begin(NAME)).hasMessageContaining("was used before");
    }

    /** For each operation, and with each of many ways in which the crash may leave the disk. */
    @Test
    void whatWasForcedIsThereWhereverACrashComes() throws IOException {
        int more = 0;
        int torn = 0;
        for (long seed = 0; seed < 40; seed++) {
            boolean done = false;
            for (long at = 1; !done; at++) {
                SimulatedDisk world = new SimulatedDisk(new SplittableRandom(seed));
                SnapshotStore store = SnapshotStore.open(world, DIRECTORY);
                world.cutPowerAfter(at);
                int forced = 0;
                try (SegmentedLog log = store.begin(NAME)) {
                    for (int i = 1; i < BLOCKS; i += 2) {
                        long unused = log.append(block(i)) + log.append(block(i + 1));
                        log.sync();
                        forced = i + 1;
                    }
                    done = true;
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("power is off");
                }
                world.crash();

                SnapshotStore again = SnapshotStore.open(world, DIRECTORY);
                int found = again.list("").contains(NAME) ? found(again) : 0;
                assertThat(found).as("seed %d, crash at %d", seed, at).isGreaterThanOrEqualTo(forced);
                more += found > forced ? 1 : 0;
                torn += found > forced && found % 2 == 1 ? 1 : 0;
            }
        }
        assertThat(more).isGreaterThan(20);
        assertThat(torn).isGreaterThan(5);
    }

    @Test
    void aForceThatFailedIsFinalAndAnotherObjectCanBeBegun() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        SegmentedLog log = store.begin(NAME);
        long unused = log.append(block(1));
        log.sync();
        unused = log.append(block(2));
        disk.failForceAfter(0);
        assertThatThrownBy(log::sync).hasMessageContaining("input/output error");
        assertThatThrownBy(() -> log.append(block(3))).isInstanceOf(IOException.class);
        log.close();
        try (SegmentedLog next = store.begin("8-w1-2.determinants")) {
            unused = next.append(block(2));
            next.sync();
        }
        disk.crash();

        SnapshotStore again = SnapshotStore.open(disk, DIRECTORY);
        assertThat(found(again)).isBetween(1, 2);
        assertThat(again.blocks("8-w1-2.determinants")).toIterable().hasSize(1);
    }

    @Test
    void noDamageOfWhatWasForcedIsMissed() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        try (SegmentedLog log = store.begin(NAME)) {
            for (int i = 1; i <= BLOCKS; i++) {
                long unused = log.append(block(i));
                log.sync();
            }
        }
        String file = DIRECTORY + "/growing/" + NAME + "/"
                + disk.list(DIRECTORY + "/growing/" + NAME).get(0);
        byte[] whole = disk.content(file);
        int noticed = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            disk.damage(file, damaged);
            try {
                assertThat(found(store)).as("byte %d", at).isEqualTo(BLOCKS); // only the mark behind them
                assertThat(at).isGreaterThan(whole.length - 40);
            } catch (CorruptSnapshotException e) {
                assertThat(e).hasMessageContaining(NAME);
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(whole.length - 40);
    }

    @Test
    void isDeletedAlthoughItStillGrows() throws IOException {
        SnapshotStore writer = SnapshotStore.open(disk, DIRECTORY);
        SnapshotStore other = SnapshotStore.share(disk, DIRECTORY, "r");
        SegmentedLog log = writer.begin(NAME);
        long unused = log.append(block(1));
        log.sync();
        assertThat(other.delete(NAME)).isTrue();
        assertThat(other.delete(NAME)).isFalse();
        assertThat(other.list("")).isEmpty();
        unused = log.append(block(2));
        log.sync();
        log.close();
        disk.crash();

        SnapshotStore again = SnapshotStore.open(disk, DIRECTORY);
        assertThat(again.list("")).isEmpty();
        assertThatThrownBy(() -> again.blocks(NAME)).isInstanceOf(DiskException.class);
    }
}
