package dev.levada.api;

import dev.levada.api.operator.Processor;
import dev.levada.api.operator.WindowFunction;
import java.util.function.Supplier;

/**
 * The records of each key, some at a time by their number: which are in a window follows from the order in which they
 * come, and from nothing else.
 *
 * <p>When the input ends, records that were in no window yet make one more: no record is left out. It has fewer records
 * than the others, or some of the one before.
 */
public final class CountWindows<K, T> {
    private final KeyedStream<K, T> stream;
    private final int size;
    private final int every;

    CountWindows(KeyedStream<K, T> stream, int size, int every) {
        if (size < 1) {
            throw new IllegalArgumentException("a window has at least 1 record, was " + size);
        }
        if (every < 1 || every > size) {
            throw new IllegalArgumentException(
                    "windows of %d records begin every 1 to %d records, or some would be in none, was %d"
                            .formatted(size, size, every));
        }
        this.stream = stream;
        this.size = size;
        this.every = every;
    }

    /** Makes one record of each window, when its last record has come. */
    public <R> Stream<R> apply(String name, WindowFunction<? super K, T, ? extends R> function) {
        return stream.asksNothing(name, processors(size, every, function));
    }

    /** Static, so that an operator does not hold the whole topology. */
    private static <K, T, R> Supplier<Processor<T, R>> processors(
            int size, int every, WindowFunction<? super K, T, ? extends R> function) {
        return () -> new Keyed.Windowing<>(size, every, function);
    }
}
