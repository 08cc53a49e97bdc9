package dev.levada.bench.services;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came of a cell, without its warm-up. Latencies are of all requests, also of those that failed.
 *
 * @param perSecond requests that were done
 * @param requests all
 * @param errors those that were not done, or of which nobody knows
 * @param struck the fault, if there was one
 * @param seconds one after the other, from the end of the warm-up
 */
public record Measured(
        Cell cell,
        double perSecond,
        long requests,
        long errors,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double maxMillis,
        Optional<Struck> struck,
        List<Second> seconds) {

    public Measured {
        seconds = List.copyOf(seconds);
    }

    /** Requests that ended in one second. */
    public record Second(int done, int errors) {}

    /**
     * A fault that was done.
     *
     * @param member whom it befell
     * @param atSecond since the end of the warm-up
     * @param healedAtSecond when it was taken back
     * @param failOverMillis from when the fault was done to the end of the first write that began after it and was done
     * @param gapMillis the longest time in which no request was done
     */
    public record Struck(
            String member, double atSecond, double healedAtSecond, OptionalLong failOverMillis, long gapMillis) {}
}
