package dev.levada.testkit.world;

import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.GrowingObject;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.SnapshotStore;
import dev.levada.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one process has on the disk of its machine. Opened when it is first needed, and again after a failure. */
final class HostStorage implements SnapshotStorage {
    private final SimulatedDisk disk;
    private final String writer;
    private @Nullable SnapshotStore store;

    HostStorage(SimulatedDisk disk, String writer) {
        this.disk = disk;
        this.writer = writer;
    }

    private SnapshotStore store() throws IOException {
        SnapshotStore opened = store;
        if (opened == null) {
            opened = SnapshotStore.among(disk, "logs", writer);
            store = opened;
        }
        return opened;
    }

    @Override
    public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        store().put(owner.toString(), attempt, name, blocks);
    }

    @Override
    public GrowingObject begin(String name) throws IOException {
        SegmentedLog log = store().begin(name);
        return new GrowingObject() {
            @Override
            public void append(byte[] block) throws IOException {
                long unused = log.append(block);
            }

            @Override
            public void force() throws IOException {
                log.sync();
            }

            @Override
            public void close() throws IOException {
                log.close();
            }
        };
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
            store = null;
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
}
