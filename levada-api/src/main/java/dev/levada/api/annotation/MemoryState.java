package dev.levada.api.annotation;

import static java.util.Objects.checkIndex;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of one stage while its class runs by itself. Confined to one thread. */
final class MemoryState implements StateHandles {
    private Object key = "";

    /** The key of the record in hand from here on. */
    void key(Object newKey) {
        key = newKey;
    }

    @Override
    public CounterState counter(String name) {
        return new Counter();
    }

    @Override
    public ListState<Object> list(String name) {
        return new Values();
    }

    @Override
    public MapState<Object, Object> map(String name) {
        return new Entries();
    }

    private final class Counter implements CounterState {
        private final Map<Object, Long> sums = new HashMap<>();

        @Override
        public long get() {
            return sums.getOrDefault(key, 0L);
        }

        @Override
        public void set(long value) {
            sums.put(key, value);
        }

        @Override
        public long add(long delta) {
            return sums.merge(key, delta, Long::sum);
        }

        @Override
        public void clear() {
            sums.remove(key);
        }
    }

    private final class Values implements ListState<Object> {
        private final Map<Object, List<Object>> lists = new HashMap<>();

        @Override
        public void add(Object value) {
            lists.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
        }

        @Override
        public List<Object> get() {
            return List.copyOf(list());
        }

        @Override
        public int size() {
            return list().size();
        }

        @Override
        public Object get(int index) {
            return list().get(index);
        }

        @Override
        public Object set(int index, Object value) {
            checkIndex(index, size());
            return list().set(index, value);
        }

        private List<Object> list() {
            return lists.getOrDefault(key, List.of());
        }

        @Override
        public void clear() {
            lists.remove(key);
        }
    }

    private final class Entries implements MapState<Object, Object> {
        private final Map<Object, Map<Object, Object>> maps = new HashMap<>();

        @Override
        public @Nullable Object get(Object mapKey) {
            return map().get(mapKey);
        }

        @Override
        public void put(Object mapKey, Object value) {
            maps.computeIfAbsent(key, any -> new HashMap<>()).put(mapKey, value);
        }

        @Override
        public boolean contains(Object mapKey) {
            return map().containsKey(mapKey);
        }

        @Override
        public void remove(Object mapKey) {
            if (maps.containsKey(key)) {
                map().remove(mapKey);
            }
        }

        @Override
        public int size() {
            return map().size();
        }

        @Override
        public List<Map.Entry<Object, Object>> entries() {
            return map().entrySet().stream()
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                    .sorted(Map.Entry.comparingByKey(CANONICAL))
                    .toList();
        }

        @Override
        public void clear() {
            maps.remove(key);
        }

        private Map<Object, Object> map() {
            return maps.getOrDefault(key, Map.of());
        }
    }

    private static final Comparator<Object> CANONICAL = Comparator.<Object, String>comparing(
                    value -> value.getClass().getName())
            .thenComparing(MemoryState::compareAlike);

    @SuppressWarnings("unchecked") // both are of one class, and comparable with their own kind
    private static int compareAlike(Object one, Object other) {
        return one instanceof Comparable<?> comparable
                ? ((Comparable<Object>) comparable).compareTo(other)
                : one.toString().compareTo(other.toString());
    }
}
