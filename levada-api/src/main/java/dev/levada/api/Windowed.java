package dev.levada.api;

/**
 * What came of the records of a key in a window.
 *
 * @param startMillis the earliest event time in the window, milliseconds since 1970
 * @param endMillis the first one behind it
 */
public record Windowed<K, R>(K key, long startMillis, long endMillis, R value) {}
