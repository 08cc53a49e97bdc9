package dev.levada.testkit.world;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.SpillStore;
import java.util.Arrays;
import java.util.TreeMap;

/** Where one attempt puts what is too much for its memory. What was dropped is not there any more. */
final class OtherRoom implements SpillStore {
    private final World world;
    private final TreeMap<Long, byte[]> held = new TreeMap<>();
    private long next;

    OtherRoom(World world) {
        this.world = world;
    }

    @Override
    public long put(byte[] bytes, int length) {
        held.put(next, Arrays.copyOf(bytes, length));
        return next++;
    }

    @Override
    public byte[] get(long reference) {
        world.sometimes("spilled records read back");
        return requireNonNull(held.get(reference), () -> "what was put as number %d was dropped".formatted(reference));
    }

    @Override
    public void drop(long before) {
        held.headMap(before).clear();
    }

    @Override
    public void close() {
        held.clear();
    }
}
