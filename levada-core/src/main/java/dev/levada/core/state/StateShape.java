package dev.levada.core.state;

/**
 * A named state without its content.
 *
 * @param kind value, counter, list, map or reducing
 */
public record StateShape(String name, String kind) {}
