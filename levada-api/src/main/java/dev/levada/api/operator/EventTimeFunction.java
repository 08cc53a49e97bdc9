package dev.levada.api.operator;

/** Tells when what a record speaks of happened. Deterministic, as {@link Mapper} is. */
@FunctionalInterface
public interface EventTimeFunction<T> {

    /** Milliseconds since 1970. */
    long millisOf(T value) throws Exception;
}
