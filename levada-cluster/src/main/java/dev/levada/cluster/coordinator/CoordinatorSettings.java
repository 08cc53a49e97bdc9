package dev.levada.cluster.coordinator;

import dev.levada.api.recovery.Cuts;

/**
 * How the coordinator keeps time. All in nanoseconds.
 *
 * @param epochNanos from the start of one epoch's snapshots to the next
 * @param alignNanos after which tasks should not wait any more for an epoch's barriers: 0 for at once,
 *     {@link Long#MAX_VALUE} for never
 * @param epochTimeoutNanos after which an epoch's snapshots are given up
 * @param resendNanos after which what is not answered is sent again
 * @param restarts how often in a row tasks may fail by themselves, without an epoch completed or this much time gone
 *     well in between, before the job has failed
 * @param calmNanos that time
 * @param diskNanos for how long a recovery waits for somebody who can read the disk of a host, before what is on it
 *     counts as lost
 */
public record CoordinatorSettings(
        long epochNanos,
        long alignNanos,
        long epochTimeoutNanos,
        long resendNanos,
        int restarts,
        long calmNanos,
        long diskNanos) {

    private static final long SECOND = 1_000_000_000L;

    /** Aligned snapshots every second, given up after a minute; a disk is waited for for 20 seconds. */
    public static CoordinatorSettings standard() {
        return new CoordinatorSettings(SECOND, Long.MAX_VALUE, 60 * SECOND, SECOND, 3, 60 * SECOND, 20 * SECOND);
    }

    public CoordinatorSettings epochs(long nanos) {
        return new CoordinatorSettings(
                nanos, alignNanos, epochTimeoutNanos, resendNanos, restarts, calmNanos, diskNanos);
    }

    /** How long tasks wait for barriers, by where they end their epochs. */
    public CoordinatorSettings cuts(Cuts cuts) {
        long align = switch (cuts) {
            case ALIGNED -> Long.MAX_VALUE;
            case UNALIGNED -> 0;
            case AUTO -> epochNanos;
        };
        return alignAtMost(align);
    }

    public CoordinatorSettings alignAtMost(long nanos) {
        return new CoordinatorSettings(
                epochNanos, nanos, epochTimeoutNanos, resendNanos, restarts, calmNanos, diskNanos);
    }

    public CoordinatorSettings resend(long nanos) {
        return new CoordinatorSettings(
                epochNanos, alignNanos, epochTimeoutNanos, nanos, restarts, calmNanos, diskNanos);
    }

    public CoordinatorSettings epochTimeout(long nanos) {
        return new CoordinatorSettings(epochNanos, alignNanos, nanos, resendNanos, restarts, calmNanos, diskNanos);
    }
}
