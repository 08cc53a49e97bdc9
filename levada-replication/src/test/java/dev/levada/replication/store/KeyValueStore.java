package dev.levada.replication.store;

import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

// From here on, this is what the README shows.
@SuppressWarnings("MissingOverride") // as short as can be
public final class KeyValueStore implements StateMachine<KeyValueStore.Command, Optional<String>> {
    public sealed interface Command permits Put, Get {}

    public record Put(String key, String value) implements Command {}

    public record Get(String key) implements Command {}

    private final Map<String, String> values = new TreeMap<>();

    public Optional<String> apply(Command command) {
        return command instanceof Put put ? Optional.ofNullable(values.put(put.key(), put.value())) : query(command);
    }

    public Optional<String> query(Command query) {
        return query instanceof Get get ? Optional.ofNullable(values.get(get.key())) : Optional.empty();
    }

    public void snapshot(SnapshotOutput out) throws IOException {
        out.write(values);
    }

    public void restore(SnapshotInput in) throws IOException {
        values.putAll(in.<Map<String, String>>read());
    }
}
