package dev.levada.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.disk.DiskException;
import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.snapshot.FencedException;
import dev.levada.io.snapshot.NameTakenException;
import dev.levada.io.snapshot.SnapshotBlocks;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SnapshotStoreTest {
    private static final String DIRECTORY = "store";
    private static final String OBJECTS = DIRECTORY + "/objects";
    private static final String NAME = "count#1/epoch-7/attempt-2";

    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(5));

    private static List<byte[]> blocks(int number) {
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            blocks.add(Logs.record(i + 1, 37 * i));
        }
        return blocks;
    }

    private static List<byte[]> read(SnapshotStore store, String name) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        try (SnapshotBlocks stored = store.get(name)) {
            stored.forEachRemaining(blocks::add);
        }
        return blocks;
    }

    private String fileOf(int number) throws IOException {
        return OBJECTS + "/" + disk.list(OBJECTS).get(number);
    }

    @Test
    void givesBackWhatWasPut() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put(NAME, blocks(20).iterator());
        store.put("empty", blocks(0).iterator());
        store.put("large", List.of(new byte[3_000_000], new byte[1]).iterator());
        store.put("..", blocks(1).iterator());
        disk.crash();

        SnapshotStore again = SnapshotStore.open(disk, DIRECTORY);
        assertThat(read(again, NAME)).usingElementComparator(Arrays::compare).isEqualTo(blocks(20));
        assertThat(read(again, "empty")).isEmpty();
        assertThat(read(again, "large")).hasSize(2);
        assertThat(again.list("")).containsExactly("..", NAME, "empty", "large");
        assertThat(again.list("count#1/")).containsExactly(NAME);
        assertThat(again.delete(NAME)).isTrue();
        assertThat(again.delete(NAME)).isFalse();
        disk.crash();
        assertThat(SnapshotStore.open(disk, DIRECTORY).list("count")).isEmpty();
        assertThatThrownBy(() -> again.get(NAME))
                .isInstanceOf(DiskException.class)
                .hasMessageContaining(NAME);
    }

    @Test
    void usesNoNameTwiceButTakesARetry() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put(NAME, blocks(5).iterator());
        store.put(NAME, blocks(5).iterator());

        assertThatThrownBy(() -> store.put(NAME, blocks(6).iterator()))
                .isInstanceOf(NameTakenException.class)
                .hasMessageContaining(NAME);
        assertThat(read(store, NAME)).hasSize(5);
        assertThat(disk.list(OBJECTS)).hasSize(1);
    }

    /** For each operation, and with each of many ways in which the crash may leave the disk. */
    @Test
    void isThereWholeOrNotAtAllWhereverPutIsCutOff() throws IOException {
        int absent = 0;
        int there = 0;
        for (long seed = 0; seed < 60; seed++) {
            for (long at = 1; ; at++) {
                SimulatedDisk world = new SimulatedDisk(new SplittableRandom(seed));
                SnapshotStore store = SnapshotStore.open(world, DIRECTORY);
                store.put("older", blocks(2).iterator());
                world.cutPowerAfter(at);
                boolean acknowledged = putsDespite(store, List.of(new byte[70_000], new byte[900]));
                world.crash();

                SnapshotStore again = SnapshotStore.open(world, DIRECTORY);
                boolean isThere = again.list("").contains(NAME);
                assertThat(again.list("")).contains("older");
                assertThat(world.list(OBJECTS)).as("swept").allMatch(file -> !file.startsWith("~"));
                assertThat(isThere || !acknowledged)
                        .as("seed %d, crash at %d", seed, at)
                        .isTrue();
                if (isThere) {
                    assertThat(read(again, NAME)).hasSize(2);
                    there++;
                } else {
                    absent++;
                }
                again.put(NAME, List.of(new byte[70_000], new byte[900]).iterator());
                if (acknowledged) {
                    break;
                }
            }
        }
        assertThat(absent).isGreaterThan(100);
        assertThat(there).isGreaterThan(60);
    }

    private static boolean putsDespite(SnapshotStore store, List<byte[]> blocks) {
        try {
            store.put(NAME, blocks.iterator());
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("power is off");
            return false;
        }
    }

    @Test
    void noBitFlippedIsMissed() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put(NAME, blocks(12).iterator());
        String file = fileOf(0);
        byte[] whole = disk.content(file);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            requireRefused(store, file, damaged, "bit " + bit);
        }
    }

    @Test
    void noCutIsMissedAndNoBlockInAnotherPlace() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put(
                NAME,
                List.of(new byte[100], Logs.record(1, 100), Logs.record(2, 100)).iterator());
        String file = fileOf(0);
        byte[] whole = disk.content(file);
        for (int length = 0; length < whole.length; length++) {
            requireRefused(store, file, Arrays.copyOf(whole, length), "length " + length);
        }
        requireRefused(store, file, Arrays.copyOf(whole, whole.length + 1), "a byte more");
        byte[] swapped = whole.clone();
        int second = whole.length - 28 - 216;
        System.arraycopy(whole, second, swapped, second + 108, 108);
        System.arraycopy(whole, second + 108, swapped, second, 108);
        requireRefused(store, file, swapped, "blocks swapped");
    }

    private void requireRefused(SnapshotStore store, String file, byte[] damaged, String what) throws IOException {
        disk.damage(file, damaged);
        assertThatThrownBy(() -> read(store, NAME))
                .as(what)
                .isInstanceOf(CorruptSnapshotException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("older snapshot");
    }

    @Test
    void anObjectUnderAnotherNameIsRefused() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put("a", blocks(3).iterator());
        store.put("b", blocks(4).iterator());
        disk.damage(fileOf(0), disk.content(fileOf(1)));

        assertThatThrownBy(() -> store.get("a")).isInstanceOf(CorruptSnapshotException.class);
    }

    @Test
    void aWriterThatWasReplacedIsRefusedAndFloorsOnlyGrow() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put("count#1", 3, "three", blocks(2).iterator());
        store.raiseFloors(Map.of("count#1", 5L));
        store.raiseFloors(Map.of("count#1", 4L));
        disk.crash();

        SnapshotStore again = SnapshotStore.open(disk, DIRECTORY);
        assertThat(again.floors()).containsEntry("count#1", 5L);
        assertThatThrownBy(() -> again.put("count#1", 4, "four", blocks(2).iterator()))
                .isInstanceOf(FencedException.class)
                .hasMessageContaining("count#1")
                .hasMessageContaining("attempt 4");
        assertThatThrownBy(() -> again.put("count#1", 4, "three", blocks(2).iterator()))
                .as("a retry, too")
                .isInstanceOf(FencedException.class);
        again.put("count#1", 5, "five", blocks(2).iterator());
        again.put("count#2", 1, "other", blocks(2).iterator());
        assertThat(again.list("")).containsExactly("five", "other", "three");
        assertThatThrownBy(() -> again.put("count#1", 0, "zero", blocks(1).iterator()))
                .as("no number gives no pass")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWriterThatIsReplacedWhileItWritesDoesNotAppear() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        Iterator<byte[]> blocks = blocks(3).iterator();
        Iterator<byte[]> slow = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public byte[] next() {
                try {
                    store.raiseFloors(Map.of("count#1", 9L));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return blocks.next();
            }
        };

        assertThatThrownBy(() -> store.put("count#1", 8, "eight", slow)).isInstanceOf(FencedException.class);
        assertThat(disk.list(OBJECTS)).isEmpty();
    }

    @Test
    void aFloorOnceRaisedOutlastsACrashAtAnyOperation() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            for (long at = 1; ; at++) {
                SimulatedDisk world = new SimulatedDisk(new SplittableRandom(seed));
                SnapshotStore store = SnapshotStore.open(world, DIRECTORY);
                store.raiseFloors(Map.of("a", 3L));
                world.cutPowerAfter(at);
                boolean acknowledged = raisesDespite(store);
                world.crash();
                assertThat(SnapshotStore.open(world, DIRECTORY).floors().get("a"))
                        .as("seed %d, crash at %d", seed, at)
                        .isIn(acknowledged ? List.of(4L) : List.of(3L, 4L));
                if (acknowledged) {
                    break;
                }
            }
        }
    }

    private static boolean raisesDespite(SnapshotStore store) {
        try {
            store.raiseFloors(Map.of("a", 4L));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void damagedFloorsAreNotTakenForNone() throws IOException {
        SnapshotStore.open(disk, DIRECTORY).raiseFloors(Map.of("a", 3L));
        byte[] whole = disk.content(DIRECTORY + "/floors");
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            disk.damage(DIRECTORY + "/floors", damaged);
            assertThatThrownBy(() -> SnapshotStore.open(disk, DIRECTORY)).isInstanceOf(CorruptSnapshotException.class);
        }
        for (int length = 0; length < whole.length; length++) {
            disk.damage(DIRECTORY + "/floors", Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SnapshotStore.open(disk, DIRECTORY)).isInstanceOf(CorruptSnapshotException.class);
        }
    }

    @Test
    void afterAFailedForceNothingIsThereAndARetryIs() throws IOException {
        for (int forces = 0; forces < 2; forces++) {
            SimulatedDisk world = new SimulatedDisk(new SplittableRandom(forces));
            SnapshotStore store = SnapshotStore.open(world, DIRECTORY);
            world.failForceAfter(forces);
            assertThatThrownBy(() -> store.put(NAME, blocks(3).iterator())).hasMessageContaining("input/output error");
            SnapshotStore next = forces == 0 ? store : SnapshotStore.open(world, DIRECTORY);
            if (forces == 1) {
                assertThatThrownBy(() -> store.put(NAME, blocks(3).iterator()))
                        .hasMessageContaining("takes nothing more");
            }
            next.put(NAME, blocks(3).iterator());
            world.crash();
            assertThat(read(SnapshotStore.open(world, DIRECTORY), NAME)).hasSize(3);
        }
    }

    @Test
    void aFullDiskLeavesNothingHalfDone() throws IOException {
        SnapshotStore store = SnapshotStore.open(disk, DIRECTORY);
        store.put("first", blocks(3).iterator());
        disk.capacity(2_000);
        assertThatThrownBy(() -> store.put("second", List.of(new byte[90_000]).iterator()))
                .hasMessageContaining("no space is left");
        assertThat(disk.list(OBJECTS)).hasSize(1);
        disk.capacity(200_000);
        store.put("second", List.of(new byte[90_000]).iterator());
        assertThat(store.list("")).containsExactly("first", "second");
    }
}
