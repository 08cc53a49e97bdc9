package dev.levada.cluster.coordinator;

/**
 * How the coordinator keeps time. All in nanoseconds.
 *
 * @param epochNanos from the start of one epoch's snapshots to the next
 * @param epochTimeoutNanos after which an epoch's snapshots are given up
 * @param resendNanos after which what is not answered is sent again
 * @param restarts how often in a row tasks may fail by themselves, without an epoch completed or this much time gone
 *     well in between, before the job has failed
 * @param calmNanos that time
 */
public record CoordinatorSettings(
        long epochNanos, long epochTimeoutNanos, long resendNanos, int restarts, long calmNanos) {

    private static final long SECOND = 1_000_000_000L;

    /** Snapshots every second, given up after a minute. */
    public static CoordinatorSettings standard() {
        return new CoordinatorSettings(SECOND, 60 * SECOND, SECOND, 3, 60 * SECOND);
    }

    public CoordinatorSettings epochs(long nanos) {
        return new CoordinatorSettings(nanos, epochTimeoutNanos, resendNanos, restarts, calmNanos);
    }

    public CoordinatorSettings resend(long nanos) {
        return new CoordinatorSettings(epochNanos, epochTimeoutNanos, nanos, restarts, calmNanos);
    }

    public CoordinatorSettings epochTimeout(long nanos) {
        return new CoordinatorSettings(epochNanos, nanos, resendNanos, restarts, calmNanos);
    }
}
