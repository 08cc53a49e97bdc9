package dev.levada.api.state;

import java.util.List;

/**
 * A list for each key, in the order of addition.
 *
 * <p>A value must not be changed once it is added, since it may be written to a snapshot at any time after. Nor is it
 * null.
 */
public interface ListState<V> {

    void add(V value);

    /** The list of the key in hand as it is now; empty if nothing was added. It cannot be changed. */
    List<V> get();

    /** How many values the list of the key in hand has. */
    int size();

    /**
     * The value at an index, from 0 to less than {@link #size}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    V get(int index);

    /**
     * Puts a value in place of another, and returns that.
     *
     * @param index from 0 to less than {@link #size}
     * @throws IndexOutOfBoundsException if there is none
     */
    V set(int index, V value);

    void clear();
}
