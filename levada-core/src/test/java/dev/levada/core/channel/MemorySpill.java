package dev.levada.core.channel;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.TreeMap;

/** A store that can be full, and takes offence at a question for what was dropped. */
final class MemorySpill implements SpillStore {
    final TreeMap<Long, byte[]> held = new TreeMap<>();
    boolean full;
    int puts;
    int gets;
    boolean closed;
    private long next;

    @Override
    public long put(byte[] bytes, int length) {
        if (full) {
            throw new SpillException("the store is full");
        }
        puts++;
        long reference = next;
        next += length;
        held.put(reference, Arrays.copyOf(bytes, length));
        return reference;
    }

    @Override
    public byte[] get(long reference) {
        gets++;
        return requireNonNull(held.get(reference), "dropped or never put");
    }

    @Override
    public void drop(long before) {
        held.headMap(before).clear();
    }

    @Override
    public void close() {
        closed = true;
    }
}
