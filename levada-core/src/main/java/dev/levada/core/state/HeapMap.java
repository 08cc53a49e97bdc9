package dev.levada.core.state;

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
    @SuppressWarnings("unchecked") // only this method makes it
    public void put(K mapKey, V value) {
        StateTable.Cell cell = slot.findOrAdd();
        if (cell.value == null) {
            cell.value = new HashMap<K, V>();
        }
        ((Map<K, V>) cell.value).put(mapKey, value);
    }

    @Override
    public boolean contains(K mapKey) {
        return map().containsKey(mapKey);
    }

    @Override
    public void remove(K mapKey) {
        Map<K, V> map = map();
        if (map.remove(mapKey) != null && map.isEmpty()) {
            slot.remove(); // or each key that ever was would be held for good
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

    @SuppressWarnings("unchecked") // put() made it
    private Map<K, V> map() {
        StateTable.Cell cell = slot.find();
        return cell == null || cell.value == null ? Collections.emptyMap() : (Map<K, V>) cell.value;
    }
}
