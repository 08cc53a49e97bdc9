package dev.levada.api.operator;

/** Makes one record of two that belong together. Deterministic, as {@link Mapper} is. */
@FunctionalInterface
public interface JoinFunction<L, R, O> {

    O join(L left, R right) throws Exception;
}
