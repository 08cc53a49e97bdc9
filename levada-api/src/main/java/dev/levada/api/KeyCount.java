package dev.levada.api;

/**
 * How many records a key has had.
 *
 * @param count from 1
 */
public record KeyCount<K>(K key, long count) {}
