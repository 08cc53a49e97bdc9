package dev.levada.core.state;

import dev.levada.api.state.CounterState;

record HeapCounter(KeyedState.Slot slot) implements CounterState {

    @Override
    public long get() {
        Cell cell = slot.find();
        return cell == null ? 0 : cell.number;
    }

    @Override
    public void set(long value) {
        slot.findOrAdd().number = value;
    }

    @Override
    public long add(long delta) {
        return slot.findOrAdd().number += delta;
    }

    @Override
    public void clear() {
        slot.remove();
    }
}
