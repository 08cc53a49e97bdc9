package dev.levada.api.state;

/** One number for each key, from 0; what a {@link ValueState} of {@code Long} would be without the boxes. */
public interface CounterState {

    long get();

    void set(long value);

    /**
     * Adds to the number of the key in hand.
     *
     * @return the sum
     */
    long add(long delta);

    /** Back to 0, holding no memory for the key. */
    void clear();
}
