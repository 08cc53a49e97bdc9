package dev.levada.core.determinant;

/**
 * That something follows from what a log has up to a number.
 *
 * @param upTo the number of a slice in that log, from 1
 * @param epoch the last one that had begun for any task before it chose what is in the log up to there: when a later
 *     epoch is complete, nobody can miss it
 */
public record Dependency(LogWriter writer, long upTo, long epoch) {}
