package dev.levada.core.snapshot;

import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps snapshots in memory: they outlast tasks, but not the process. */
public final class MemoryStorage implements SnapshotStorage {
    private final Map<String, Collection<byte[]>> objects = new ConcurrentHashMap<>();
    private final Map<String, Long> floors = new ConcurrentHashMap<>();

    /** Nothing yet. */
    public MemoryStorage() {}

    @Override
    public void put(TaskId owner, long attempt, String name, Iterator<byte[]> blocks) throws IOException {
        if (attempt < floors.getOrDefault(owner.toString(), 0L)) {
            throw new IOException("attempt %d at %s is void".formatted(attempt, owner));
        }
        List<byte[]> content = new ArrayList<>();
        blocks.forEachRemaining(content::add);
        objects.put(name, content);
    }

    @Override
    public GrowingObject begin(String name) {
        Collection<byte[]> content = new ConcurrentLinkedQueue<>();
        objects.put(name, content);
        return new GrowingObject() {
            @Override
            public void append(byte[] block) {
                content.add(block);
            }

            @Override
            public void force() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public Iterator<byte[]> get(String name) throws IOException {
        Collection<byte[]> content = objects.get(name);
        if (content == null) {
            throw new IOException("there is no snapshot object '%s'".formatted(name));
        }
        return content.iterator();
    }

    @Override
    public void raiseFloors(Map<TaskId, Long> attempts) {
        attempts.forEach((owner, attempt) -> floors.merge(owner.toString(), attempt, Math::max));
    }

    @Override
    public Map<String, Long> floors() {
        return new TreeMap<>(floors);
    }

    @Override
    public List<String> names() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public void delete(String name) {
        objects.remove(name);
    }
}
