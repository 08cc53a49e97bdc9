package dev.levada.api.operator;

/**
 * Makes one value of many, one at a time, without keeping them. Deterministic, as {@link Mapper} is.
 *
 * @param <A> what is kept of those so far; it must not be changed once it is given
 */
public interface Aggregator<T, A, R> {

    /** What is kept of the first value. */
    A first(T value);

    /** What is kept with another one. */
    A add(A soFar, T value);

    /** What is kept of both; asked for by sessions, which may turn out to be one. */
    A merge(A earlier, A later);

    R result(A all);
}
