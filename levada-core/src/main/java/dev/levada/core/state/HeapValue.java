package dev.levada.core.state;

import static java.util.Objects.requireNonNull;

import dev.levada.api.state.ValueState;

record HeapValue<V>(KeyedState.Slot slot, V initial) implements ValueState<V> {

    @Override
    @SuppressWarnings("unchecked") // only set() writes here
    public V get() {
        Cell cell = slot.find();
        return cell == null || cell.value == null ? initial : (V) cell.value;
    }

    @Override
    public void set(V value) {
        requireNonNull(value, "a value is not null; use clear()");
        slot.findOrAdd().value = value;
    }

    @Override
    public void clear() {
        slot.remove();
    }
}
