package dev.levada.api.state;

/**
 * One value for each key.
 *
 * <p>A value must not be changed once it is handed over, since it may be written to a snapshot at any time after: give
 * {@link #set} a changed copy. Nor is it null.
 */
public interface ValueState<V> {

    /** The value of the key in hand, or the initial one if none was set. */
    V get();

    void set(V value);

    /** Back to the initial value, holding no memory for the key. */
    void clear();
}
