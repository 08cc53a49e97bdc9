package dev.levada.cluster.control;

/**
 * After how much silence a worker is taken for gone. In between it depends on how regularly the worker was heard of
 * before, and on how often workers of its host were suspected for nothing.
 *
 * @param atLeastNanos never before it was silent for so long, from 1
 * @param atMostNanos always when it was silent for so long, however irregular it was
 */
public record Suspicion(long atLeastNanos, long atMostNanos) {
    private static final long MILLI = 1_000_000;

    public Suspicion {
        if (atLeastNanos < 1 || atMostNanos < atLeastNanos) {
            throw new IllegalArgumentException(
                    "a worker must be suspected after at least 1 ns, and at most no earlier than that, was %d and %d ns"
                            .formatted(atLeastNanos, atMostNanos));
        }
    }

    /** Many times what a busy machine makes of a beat each 100 ms; within three seconds whatever happens. */
    public static Suspicion standard() {
        return new Suspicion(2_000 * MILLI, 2_800 * MILLI);
    }

    /** Of a worker in the coordinator's own process, which cannot be gone without it. */
    public static Suspicion never() {
        return new Suspicion(Long.MAX_VALUE, Long.MAX_VALUE);
    }
}
