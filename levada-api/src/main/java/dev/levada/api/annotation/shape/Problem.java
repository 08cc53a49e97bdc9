package dev.levada.api.annotation.shape;

/**
 * Something that a marked class must not be.
 *
 * @param at the method, or the class
 * @param message what is wrong and what to do
 */
public record Problem<E>(E at, String message) {}
