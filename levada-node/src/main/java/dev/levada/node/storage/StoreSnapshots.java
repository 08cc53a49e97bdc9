package dev.levada.node.storage;

import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.GrowingObject;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.log.SegmentedLog;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Snapshots in a store on disk. */
record StoreSnapshots(SnapshotStore store) implements SnapshotStorage {

    @Override
    public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        store.put(owner.toString(), attempt, name, blocks);
    }

    @Override
    public GrowingObject begin(String name) throws IOException {
        return new Growing(store.begin(name));
    }

    private record Growing(SegmentedLog log) implements GrowingObject {
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
    }

    @Override
    public Iterator<byte[]> get(String name) throws IOException {
        return store.blocks(name);
    }

    @Override
    public void raiseFloors(Map<TaskId, Long> attempts) {
        Map<String, Long> floors = new LinkedHashMap<>();
        attempts.forEach((owner, attempt) -> floors.put(owner.toString(), attempt));
        try {
            store.raiseFloors(floors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Long> floors() throws IOException {
        return store.floors();
    }

    @Override
    public List<String> names() throws IOException {
        return store.list("");
    }

    @Override
    public void delete(String name) throws IOException {
        store.delete(name);
    }
}
