package dev.levada.bench.result;

/**
 * The latency of the records that were due within a short time, in milliseconds.
 *
 * @param second when that began, since the first record was due
 * @param count how many outputs were looked at
 */
public record Slice(double second, long count, double p50, double p99, double max) {}
