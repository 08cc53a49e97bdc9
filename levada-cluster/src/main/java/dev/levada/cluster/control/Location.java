package dev.levada.cluster.control;

/**
 * Where attempts run: in one process.
 *
 * @param worker its number in the job, from 1
 * @param incarnation grows with each start of that worker, from 1: what is meant for an earlier one gets lost
 */
public record Location(int worker, long incarnation) {}
