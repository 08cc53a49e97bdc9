package dev.levada.core.state;

/**
 * A named state without its content.
 *
 * @param kind value, counter, list, map, reducing or broadcast
 */
public record StateShape(String name, String kind) {}
