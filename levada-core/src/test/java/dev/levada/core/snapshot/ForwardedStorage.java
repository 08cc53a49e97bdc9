package dev.levada.core.snapshot;

import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Passes everything on; what is built on it does something else. */
class ForwardedStorage implements SnapshotStorage {
    private final MemoryStorage storage;

    ForwardedStorage(MemoryStorage storage) {
        this.storage = storage;
    }

    @Override
    public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        storage.put(owner, attempt, name, blocks);
    }

    @Override
    public GrowingObject begin(String name) {
        return storage.begin(name);
    }

    @Override
    public Iterator<byte[]> get(String name) throws IOException {
        return storage.get(name);
    }

    @Override
    public void raiseFloors(Map<TaskId, Long> attempts) {
        storage.raiseFloors(attempts);
    }

    @Override
    public Map<String, Long> floors() {
        return storage.floors();
    }

    @Override
    public List<String> names() {
        return storage.names();
    }

    @Override
    public void delete(String name) {
        storage.delete(name);
    }
}
