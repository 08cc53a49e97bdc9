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

    void clear();
}
