package dev.levada.core.task;

/**
 * A split of a source, and where to start in it.
 *
 * @param position as the connector's reader gave it, or 0 for the start
 */
public record SplitStart(String split, long position) {}
