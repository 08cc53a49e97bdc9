package dev.levada.api.state;

import java.util.Optional;

/**
 * One value for each key, into which each added value is reduced.
 *
 * <p>A value must not be changed once it is added, since it may be written to a snapshot at any time after: the reducer
 * returns a new value and leaves both of its arguments as they are. No value is null.
 */
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
