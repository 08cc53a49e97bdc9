package dev.levada.api.operator;

/** Makes any number of values of one. Deterministic, as {@link Mapper} is. */
@FunctionalInterface
public interface FlatMapper<I, O> {

    void apply(I value, Emitter<O> out) throws Exception;
}
