package dev.levada.core.state;

import static java.util.Objects.requireNonNull;

import dev.levada.api.state.MapState;
import dev.levada.core.codec.CanonicalOrder;
import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that is not kept by key: each of its own keys has a cell. */
record BroadcastMap<K, V>(StateTable table) implements MapState<K, V> {

    @Override
    @SuppressWarnings("unchecked") // only put() writes here
    public @Nullable V get(K mapKey) {
        Cell cell = table.find(mapKey, StableHash.of(mapKey));
        return cell == null ? null : (V) cell.value;
    }

    @Override
    public void put(K mapKey, V value) {
        requireNonNull(mapKey, "a map has no key null");
        requireNonNull(value, "a map holds no null; use remove()");
        table.findOrAdd(mapKey, StableHash.of(mapKey)).value = value;
    }

    @Override
    public boolean contains(K mapKey) {
        return table.find(mapKey, StableHash.of(mapKey)) != null;
    }

    @Override
    public void remove(K mapKey) {
        table.remove(mapKey, StableHash.of(mapKey));
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // likewise, and it writes no null
    public List<Map.Entry<K, V>> entries() {
        return cells().stream()
                .map(cell -> Map.entry((K) cell.key, (V) cell.value))
                .sorted(Map.Entry.comparingByKey(CanonicalOrder.INSTANCE))
                .toList();
    }

    @Override
    public void clear() {
        cells().forEach(cell -> table.remove(cell.key, cell.hash));
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        table.addTo(cells);
        return cells;
    }
}
