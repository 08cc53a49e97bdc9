package dev.levada.api.operator;

import java.util.List;

/** Makes one record of those in a window. Deterministic, as {@link Mapper} is. */
@FunctionalInterface
public interface WindowFunction<K, T, R> {

    /** @param window at least one record, all of that key, in the order in which they came; it cannot be changed */
    R apply(K key, List<T> window);
}
