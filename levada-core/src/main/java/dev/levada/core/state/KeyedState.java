package dev.levada.core.state;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.codec.CanonicalOrder;
import dev.levada.core.codec.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** All state of one operator in one task, and the key in hand. Confined to the task. */
public final class KeyedState {
    private final String operator;
    private final Map<String, StateTable> tables = new LinkedHashMap<>();
    private @Nullable Object key;
    private int hash;

    public KeyedState(String operator) {
        this.operator = operator;
    }

    /**
     * Takes a key in hand.
     *
     * @param stableHash its {@link StableHash}
     */
    public void select(Object newKey, int stableHash) {
        key = newKey;
        hash = stableHash;
    }

    /** Takes no key in hand. */
    public void deselect() {
        key = null;
    }

    /**
     * The key in hand.
     *
     * @throws IllegalStateException if there is none
     */
    public Object key() {
        if (key == null) {
            throw new IllegalStateException(
                    "operator '%s' has no key in hand: use state and key() in process(...) only,".formatted(operator)
                            + " on a stream made by keyBy(...)");
        }
        return key;
    }

    /** Takes each key in hand that any state holds, in canonical order, and runs the action. */
    public void forEachKey(Runnable action) {
        Object before = key;
        int hashBefore = hash;
        key = null;
        try {
            for (StateTable.Cell cell : cellsInOrder()) {
                if (cell.hash != hash || !cell.key.equals(key)) { // held by several states: once is enough
                    select(cell.key, cell.hash);
                    action.run();
                }
            }
        } finally {
            key = before;
            hash = hashBefore;
        }
    }

    private List<StateTable.Cell> cellsInOrder() {
        List<StateTable.Cell> cells = new ArrayList<>();
        tables.values().forEach(table -> table.addTo(cells));
        cells.sort(Comparator.comparing(cell -> cell.key, CanonicalOrder.INSTANCE));
        return cells;
    }

    public <V> ValueState<V> value(String name, V initial) {
        return new HeapValue<>(table(name), initial);
    }

    public CounterState counter(String name) {
        return new HeapCounter(table(name));
    }

    public <V> ListState<V> list(String name) {
        return new HeapList<>(table(name));
    }

    public <K, V> MapState<K, V> map(String name) {
        return new HeapMap<>(table(name));
    }

    public <V> ReducingState<V> reducing(String name, BinaryOperator<V> reducer) {
        return new HeapReducing<>(table(name), reducer);
    }

    private Slot table(String name) {
        StateTable table = new StateTable();
        if (tables.putIfAbsent(name, table) != null) {
            throw new IllegalStateException("operator '%s' has a state '%s' already; get each state once, in open(...)"
                    .formatted(operator, name));
        }
        return new Slot(table);
    }

    /** One state seen at the key in hand. */
    final class Slot {
        private final StateTable table;

        private Slot(StateTable table) {
            this.table = table;
        }

        StateTable.@Nullable Cell find() {
            return table.find(key(), hash);
        }

        StateTable.Cell findOrAdd() {
            StateTable.Cell cell = table.findOrAdd(key(), hash);
            // The key that the table holds is equal and older: passed on in place of the one in hand, it lets the
            // latter
            // die young, and whoever looks it up finds the very same object.
            key = cell.key;
            return cell;
        }

        void remove() {
            table.remove(key(), hash);
        }
    }
}
