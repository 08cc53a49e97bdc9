package dev.levada.api.operator;

/** Makes one value of another. Deterministic: the same value gives the same result, at any time and in any process. */
@FunctionalInterface
public interface Mapper<I, O> {

    O apply(I value) throws Exception;
}
