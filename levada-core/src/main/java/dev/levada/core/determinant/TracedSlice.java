package dev.levada.core.determinant;

import java.util.List;

/**
 * Determinants in the log of their process, with all that they may follow from.
 *
 * @param number the place of the slice in that log, from 1, without gaps
 * @param dependencies on the logs of other processes, as far as these were not known to be durable
 */
public record TracedSlice(DeterminantSlice slice, long number, List<Dependency> dependencies) {}
