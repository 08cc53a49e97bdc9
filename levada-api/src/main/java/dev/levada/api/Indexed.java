package dev.levada.api;

/**
 * A value and its place in a stream.
 *
 * @param index from 0, without gaps
 */
public record Indexed<T>(long index, T value) {}
