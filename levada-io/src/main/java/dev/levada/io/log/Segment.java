package dev.levada.io.log;

/**
 * A segment to which nothing is added any more.
 *
 * @param lastIndex one before the first if it holds no record
 */
record Segment(String path, long firstIndex, long lastIndex) {}
