package dev.levada.core.determinant;

import java.util.List;

/**
 * Some of the log of one process.
 *
 * @param slices in the order of their numbers, without gaps
 */
public record TracedLog(LogWriter writer, List<TracedSlice> slices) {}
