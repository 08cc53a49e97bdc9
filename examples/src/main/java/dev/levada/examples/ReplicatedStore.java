package dev.levada.examples;

import dev.levada.replication.Command;
import dev.levada.replication.Query;
import dev.levada.replication.Replicated;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A key-value store with three replicas whose callers see a plain interface. */
public final class ReplicatedStore {

    /** What callers see. */
    public interface Store extends AutoCloseable {
        @Command
        Optional<String> put(String key, String value);

        @Query
        Optional<String> get(String key);

        @Override
        void close();
    }

    /** What is replicated: its fields are the state. */
    public static final class Values implements Store {
        private final Map<String, String> values = new TreeMap<>();

        @Override
        public Optional<String> put(String key, String value) {
            return Optional.ofNullable(values.put(key, value));
        }

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void close() {}
    }

    private ReplicatedStore() {}

    public static void main(String[] args) {
        try (Store store =
                Replicated.proxy(Store.class, Values::new).replicas(3).start()) {
            System.out.println("a was " + store.put("a", "1"));
            System.out.println("a was " + store.put("a", "2"));
            System.out.println("a is " + store.get("a"));
            System.out.println("b is " + store.get("b"));
        }
    }
}
