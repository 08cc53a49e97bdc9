package dev.levada.replication.history;

import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The store that histories are of: values by name. Each operation answers what {@link Seen#result} says. */
public final class Registers implements StateMachine<Registers.Operation, Optional<String>> {
    private final Map<String, String> values = new TreeMap<>();

    /**
     * What is to be done.
     *
     * @param arguments as {@link Seen#arguments} says
     */
    public record Operation(Seen.Kind kind, String key, List<String> arguments) {}

    /** Empty. */
    public Registers() {}

    @Override
    public Optional<String> apply(Operation operation) {
        String key = operation.key();
        List<String> arguments = operation.arguments();
        return switch (operation.kind()) {
            case GET -> query(operation);
            case PUT -> {
                values.put(key, arguments.get(0));
                yield Optional.empty();
            }
            case CAS -> {
                boolean same = arguments.get(0).equals(values.get(key));
                if (same) {
                    values.put(key, arguments.get(1));
                }
                yield Optional.of(String.valueOf(same));
            }
            case DELETE -> Optional.of(String.valueOf(values.remove(key) != null));
            case INC -> incremented(key);
        };
    }

    private Optional<String> incremented(String key) {
        try {
            String next = String.valueOf(Math.addExact(Long.parseLong(values.getOrDefault(key, "0")), 1));
            values.put(key, next);
            return Optional.of(next);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty(); // what is no number, or the last one, stays
        }
    }

    @Override
    public Optional<String> query(Operation operation) {
        return Optional.ofNullable(values.get(operation.key()));
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
