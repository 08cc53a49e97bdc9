package dev.levada.api.operator;

/**
 * Where an operator puts what it makes. Confined to the operator's task; not to be kept past the call it is given to.
 */
@FunctionalInterface
public interface Emitter<T> {

    void emit(T value);
}
