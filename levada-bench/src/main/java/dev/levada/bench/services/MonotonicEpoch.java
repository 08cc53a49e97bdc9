package dev.levada.bench.services;

import java.util.concurrent.TimeUnit;

/** Milliseconds since 1970 that never go back: the clock on the wall is looked at once. */
record MonotonicEpoch(long wallMillis, long nanos) {

    static MonotonicEpoch now() {
        return new MonotonicEpoch(System.currentTimeMillis(), System.nanoTime());
    }

    /** @param at of {@link System#nanoTime} */
    long millis(long at) {
        return wallMillis + TimeUnit.NANOSECONDS.toMillis(at - nanos);
    }
}
