package dev.levada.io.log;

/**
 * What opening a log cut off, because a crash had left it half written.
 *
 * @param file the last segment
 * @param tornBytes how many bytes were cut; 0 if the log ended with a whole record
 */
public record Recovered(String file, long tornBytes) {}
