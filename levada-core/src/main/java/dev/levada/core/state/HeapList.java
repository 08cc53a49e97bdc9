package dev.levada.core.state;

import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import dev.levada.api.state.ListState;
import java.util.Collections;
import java.util.List;

record HeapList<V>(KeyedState.Slot slot) implements ListState<V> {

    @Override
    public void add(V value) {
        requireNonNull(value, "a list holds no null");
        Cell cell = slot.findOrAdd();
        if (cell.value == null) {
            cell.value = NumberList.of(value);
        } else {
            listFor(value, cell).add(value);
        }
    }

    @Override
    public List<V> get() {
        return List.copyOf(list());
    }

    @Override
    public int size() {
        return list().size();
    }

    @Override
    public V get(int index) {
        return list().get(index);
    }

    @Override
    public V set(int index, V value) {
        requireNonNull(value, "a list holds no null");
        checkIndex(index, size()); // or the key would be held for good
        return listFor(value, slot.findOrAdd()).set(index, value);
    }

    @Override
    public void clear() {
        slot.remove();
    }

    private List<V> listFor(V value, Cell cell) {
        List<V> list = NumberList.withRoomFor(value, list(cell));
        cell.value = list;
        return list;
    }

    private List<V> list() {
        Cell cell = slot.find();
        return cell == null ? Collections.emptyList() : list(cell);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // add() made it
    private List<V> list(Cell cell) {
        return (List<V>) cell.value;
    }
}
