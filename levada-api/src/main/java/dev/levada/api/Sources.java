package dev.levada.api;

import dev.levada.api.connector.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

/** The sources that need nothing from outside. Files are in {@code dev.levada.connectors.files}. */
public final class Sources {

    private Sources() {}

    /** The given values, in order. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads them
    public static <T> Source<T> of(T... values) {
        return of(List.of(values));
    }

    /** The values of a list, in order. */
    public static <T> Source<T> of(List<T> values) {
        List<T> copy = List.copyOf(values);
        return generate(copy.size(), index -> copy.get((int) index)).build();
    }

    /**
     * Made-up records, each a function of its index alone, so that they are the same on every run.
     *
     * @param count how many, or {@link Long#MAX_VALUE} for no end
     * @param record gives record number {@code index}, from 0
     */
    public static <T> Generator.Builder<T> generate(long count, LongFunction<T> record) {
        return new Generator.Builder<>(count, (index, random) -> record.apply(index));
    }

    /**
     * Made-up random records: each is a function of the seed and its index.
     *
     * @param count how many, or {@link Long#MAX_VALUE} for no end
     */
    public static <T> Generator.Builder<T> generate(long count, long seed, Generator.RandomRecord<T> record) {
        return new Generator.Builder<>(count, record).seed(seed);
    }

    /** A number for each interval, from 0, without end. */
    public static Source<Long> ticks(Duration interval) {
        return generate(Long.MAX_VALUE, index -> index).every(interval).build();
    }
}
