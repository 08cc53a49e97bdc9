package dev.levada.core.state;

import dev.levada.api.state.ListState;
import java.util.ArrayList;
import java.util.List;

record HeapList<V>(KeyedState.Slot slot) implements ListState<V> {

    @Override
    public void add(V value) {
        StateTable.Cell cell = slot.findOrAdd();
        if (cell.value == null) {
            cell.value = new ArrayList<V>();
        }
        list(cell).add(value);
    }

    @Override
    public List<V> get() {
        StateTable.Cell cell = slot.find();
        return cell == null ? List.of() : List.copyOf(list(cell));
    }

    @Override
    public void clear() {
        slot.remove();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // add() made it
    private static <V> List<V> list(StateTable.Cell cell) {
        return (List<V>) cell.value;
    }
}
