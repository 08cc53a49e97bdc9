package dev.levada.replication.ratis;

import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name: a command adds one. */
public final class Counters implements StateMachine<String, Long> {
    private final Map<String, Long> counts = new TreeMap<>();

    @Override
    public Long apply(String name) {
        return counts.merge(name, 1L, Long::sum);
    }

    @Override
    public Long query(String name) {
        return counts.getOrDefault(name, 0L);
    }

    @Override
    public void snapshot(SnapshotOutput out) throws IOException {
        out.write(counts);
    }

    @Override
    public void restore(SnapshotInput in) throws IOException {
        counts.putAll(in.<Map<String, Long>>read());
    }
}
