package dev.levada.api.state;

import dev.levada.api.operator.BroadcastProcessor;

/** State that is not kept by key: every task of an operator has all of it. See {@link BroadcastProcessor}. */
public interface BroadcastStates {

    /**
     * A map of that state; each name once, and none that a state by key has. It is changed in
     * {@link BroadcastProcessor#processBroadcast} only, and read anywhere.
     */
    <K, V> MapState<K, V> map(String name);
}
