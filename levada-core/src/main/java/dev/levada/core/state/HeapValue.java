package dev.levada.core.state;

import dev.levada.api.state.ValueState;

record HeapValue<V>(KeyedState.Slot slot, V initial) implements ValueState<V> {

    @Override
    @SuppressWarnings("unchecked") // only set() writes here
    public V get() {
        StateTable.Cell cell = slot.find();
        return cell == null || cell.value == null ? initial : (V) cell.value;
    }

    @Override
    public void set(V value) {
        slot.findOrAdd().value = value;
    }

    @Override
    public void clear() {
        slot.remove();
    }
}
