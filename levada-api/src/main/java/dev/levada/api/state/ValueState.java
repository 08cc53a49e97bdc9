package dev.levada.api.state;

/** One value for each key. */
public interface ValueState<V> {

    /** The value of the key in hand, or the initial one if none was set. */
    V get();

    void set(V value);

    /** Back to the initial value, holding no memory for the key. */
    void clear();
}
