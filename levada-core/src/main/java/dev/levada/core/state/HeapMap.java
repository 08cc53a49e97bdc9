package dev.levada.core.state;

import static java.util.Objects.requireNonNull;

import dev.levada.api.state.MapState;
import dev.levada.core.codec.CanonicalOrder;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record HeapMap<K, V>(KeyedState.Slot slot) implements MapState<K, V> {

    @Override
    public @Nullable V get(K mapKey) {
        return map().get(mapKey);
    }

    @Override
    public void put(K mapKey, V value) {
        requireNonNull(mapKey, "a map has no key null");
        requireNonNull(value, "a map holds no null; use remove()");
        Cell cell = slot.findOrAdd();
        if (cell.value == null) {
            cell.value = new HashMap<K, V>();
        }
        map(cell).put(mapKey, value);
    }

    @Override
    public boolean contains(K mapKey) {
        return map().containsKey(mapKey);
    }

    @Override
    public void remove(K mapKey) {
        Map<K, V> map = map();
        if (!map.containsKey(mapKey)) {
            return;
        }
        if (map.size() == 1) {
            slot.remove(); // or each key that ever was would be held for good
        } else {
            map(slot.findOrAdd()).remove(mapKey);
        }
    }

    @Override
    public int size() {
        return map().size();
    }

    @Override
    public List<Map.Entry<K, V>> entries() {
        return map().entrySet().stream()
                .<Map.Entry<K, V>>map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(Map.Entry.comparingByKey(CanonicalOrder.INSTANCE))
                .toList();
    }

    @Override
    public void clear() {
        slot.remove();
    }

    private Map<K, V> map() {
        Cell cell = slot.find();
        return cell == null ? Collections.emptyMap() : map(cell);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // put() made it
    private static <K, V> Map<K, V> map(Cell cell) {
        return (Map<K, V>) cell.value;
    }
}
