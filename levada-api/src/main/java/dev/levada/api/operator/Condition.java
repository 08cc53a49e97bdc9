package dev.levada.api.operator;

/** Says yes or no to a value. Deterministic, as {@link Mapper} is. */
@FunctionalInterface
public interface Condition<I> {

    boolean test(I value) throws Exception;
}
