package dev.levada.core.state;

import static java.util.Objects.requireNonNull;

import dev.levada.api.state.ReducingState;
import java.util.Optional;
import java.util.function.BinaryOperator;

record HeapReducing<V>(KeyedState.Slot slot, BinaryOperator<V> reducer) implements ReducingState<V> {

    @Override
    @SuppressWarnings("unchecked") // only this method writes here
    public V add(V value) {
        requireNonNull(value, "a reducing state holds no null");
        Cell cell = slot.findOrAdd();
        V reduced = cell.value == null ? value : reducer.apply((V) cell.value, value);
        cell.value = requireNonNull(reduced, "a reducer gave null; use clear()");
        return reduced;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Optional<V> get() {
        Cell cell = slot.find();
        return cell == null ? Optional.empty() : Optional.ofNullable((V) cell.value);
    }

    @Override
    public void clear() {
        slot.remove();
    }
}
