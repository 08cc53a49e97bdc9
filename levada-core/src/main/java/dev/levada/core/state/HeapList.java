package dev.levada.core.state;

import static java.util.Objects.requireNonNull;

import dev.levada.api.state.ListState;
import java.util.ArrayList;
import java.util.List;

record HeapList<V>(KeyedState.Slot slot) implements ListState<V> {

    @Override
    public void add(V value) {
        requireNonNull(value, "a list holds no null");
        Cell cell = slot.findOrAdd();
        if (cell.value == null) {
            cell.value = new ArrayList<V>();
        }
        list(cell).add(value);
    }

    @Override
    public List<V> get() {
        Cell cell = slot.find();
        return cell == null ? List.of() : List.copyOf(list(cell));
    }

    @Override
    public void clear() {
        slot.remove();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // add() made it
    private static <V> List<V> list(Cell cell) {
        return (List<V>) cell.value;
    }
}
