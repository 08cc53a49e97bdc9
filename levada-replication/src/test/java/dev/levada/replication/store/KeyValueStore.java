package dev.levada.replication.store;

import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The store of the README. */
public final class KeyValueStore implements StateMachine<KeyValueStore.Command, Optional<String>> {
    public sealed interface Command permits Put, Get {}

    public record Put(String key, String value) implements Command {}

    public record Get(String key) implements Command {}

    private final Map<String, String> values = new TreeMap<>();

    @Override
    public Optional<String> apply(Command command) {
        Put put = (Put) command;
        return Optional.ofNullable(values.put(put.key(), put.value()));
    }

    @Override
    public Optional<String> query(Command query) {
        return Optional.ofNullable(values.get(((Get) query).key()));
    }

    @Override
    public void snapshot(SnapshotOutput out) throws IOException {
        out.write(values);
    }

    @Override
    public void restore(SnapshotInput in) throws IOException {
        values.putAll(in.<Map<String, String>>read());
    }
}
