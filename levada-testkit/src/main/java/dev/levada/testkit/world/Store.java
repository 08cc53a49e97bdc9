package dev.levada.testkit.world;

import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.GrowingObject;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.snapshot.FencedException;
import dev.levada.io.snapshot.SnapshotStore;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The store of snapshots: a system of its own, whose disk survives whatever befalls the workers. */
final class Store implements SnapshotStorage {
    private final World world;
    private final Chance chance;
    private final SimulatedDisk disk;
    private @Nullable SnapshotStore store;

    Store(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        this.disk = new SimulatedDisk(chance.split().random());
        restart();
    }

    private SnapshotStore store() throws IOException {
        if (store == null) {
            throw new IOException("the store is down");
        }
        return store;
    }

    /** Takes nothing for a while. */
    void down(boolean power) {
        store = null;
        if (power) {
            disk.crash();
        }
    }

    void restart() {
        try {
            store = SnapshotStore.open(disk, "snapshots");
        } catch (CorruptSnapshotException e) {
            world.violated("the store is damaged: " + e.getMessage());
        } catch (IOException e) {
            world.sometimes("a store that could not be opened at once");
            world.later(chance.between(1_000_000, 20_000_000), "store opens", this::reopen);
        }
    }

    void failForce() {
        disk.failForceAfter(chance.below(6));
    }

    @Override
    public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        try {
            store().put(owner.toString(), attempt, name, blocks);
            world.oracles().stored(owner, attempt);
        } catch (FencedException e) {
            world.sometimes("a snapshot refused by the floor");
            throw e;
        } catch (IOException e) {
            reopenLater();
            throw e;
        }
        if (world.faulty(Fault.STORE_ANSWER_LOST) && chance.percent(5)) {
            throw new IOException("the answer is lost");
        }
    }

    @Override
    public GrowingObject begin(String name) throws IOException {
        SnapshotStore opened = store();
        return new Growing(opened, opened.begin(name));
    }

    /** Lost when the store goes down. */
    private final class Growing implements GrowingObject {
        private final SnapshotStore opened;
        private final SegmentedLog log;

        Growing(SnapshotStore opened, SegmentedLog log) {
            this.opened = opened;
            this.log = log;
        }

        private SegmentedLog log() throws IOException {
            if (store != opened) {
                throw new IOException("the store was down since this object was begun");
            }
            return log;
        }

        @Override
        public void append(byte[] block) throws IOException {
            long unused = log().append(block);
        }

        @Override
        public void force() throws IOException {
            log().sync();
            if (world.faulty(Fault.STORE_ANSWER_LOST) && chance.percent(5)) {
                throw new IOException("the answer is lost");
            }
        }

        @Override
        public void close() throws IOException {
            if (store == opened) {
                log.close();
            }
        }
    }

    /** What failed to reach the disk is known only when the store has been opened again. */
    private void reopenLater() {
        if (store != null) {
            store = null;
            world.later(chance.between(1_000_000, 20_000_000), "store opens", this::reopen);
        }
    }

    private void reopen() {
        if (store == null) {
            disk.crash();
            restart();
        }
    }

    @Override
    public Iterator<byte[]> get(String name) throws IOException {
        return store().blocks(name);
    }

    @Override
    public void raiseFloors(Map<TaskId, Long> attempts) {
        Map<String, Long> floors = new LinkedHashMap<>();
        attempts.forEach((owner, attempt) -> floors.put(owner.toString(), attempt));
        try {
            store().raiseFloors(floors);
        } catch (IOException e) {
            reopenLater();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Long> floors() throws IOException {
        return store().floors();
    }

    @Override
    public List<String> names() throws IOException {
        return store().list("");
    }

    @Override
    public void delete(String name) throws IOException {
        store().delete(name);
    }

    boolean isDown() {
        return store == null;
    }
}
