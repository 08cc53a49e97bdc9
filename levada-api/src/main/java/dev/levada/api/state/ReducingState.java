package dev.levada.api.state;

import java.util.Optional;

/** One value for each key, into which each added value is reduced. */
public interface ReducingState<V> {

    /**
     * Reduces a value into that of the key in hand; the first one is kept as it is.
     *
     * @return the value now held
     */
    V add(V value);

    Optional<V> get();

    void clear();
}
