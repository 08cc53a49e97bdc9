package dev.levada.testkit.mutant;

import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.GrowingObject;
import dev.levada.core.snapshot.SnapshotStorage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Passes everything on; what is built on it does something else. */
class ForwardingStorage implements SnapshotStorage {
    private final SnapshotStorage other;

    ForwardingStorage(SnapshotStorage other) {
        this.other = other;
    }

    @Override
    public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        other.put(owner, attempt, name, blocks);
    }

    @Override
    public GrowingObject begin(String name) throws IOException {
        return other.begin(name);
    }

    @Override
    public Iterator<byte[]> get(String name) throws IOException {
        return other.get(name);
    }

    @Override
    public void raiseFloors(Map<TaskId, Long> attempts) {
        other.raiseFloors(attempts);
    }

    @Override
    public Map<String, Long> floors() throws IOException {
        return other.floors();
    }

    @Override
    public List<String> names() throws IOException {
        return other.names();
    }

    @Override
    public void delete(String name) throws IOException {
        other.delete(name);
    }
}
