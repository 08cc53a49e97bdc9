package dev.levada.cluster.control;

/**
 * How regularly a worker is heard of: its mean gap and the mean deviation from that.
 *
 * <p>Source: V. Jacobson and M. Karels, "Congestion Avoidance and Control", SIGCOMM 1988, appendix A: what takes longer
 * than the mean and four deviations is lost. As in Linux (P. Sarolahti and A. Kuznetsov, "Congestion Control in Linux
 * TCP", USENIX 2002), the deviation rises at once and falls slowly: the stalls of a busy machine come in groups.
 */
final class Rhythm {
    private static final int MEAN_SHARE = 8;
    private static final int RISING_SHARE = 4;
    /** With a beat each 100 ms, half of what was learnt is forgotten after 18 s. */
    private static final int FALLING_SHARE = 256;

    private static final int DEVIATIONS = 4;

    private long meanNanos;
    private long deviationNanos;

    /** @param patienceNanos how long a worker may be silent of which nothing is known yet */
    Rhythm(long patienceNanos) {
        deviationNanos = patienceNanos / DEVIATIONS;
    }

    /** It was heard of, so long after the last time. */
    void heard(long gapNanos) {
        long error = gapNanos - meanNanos;
        meanNanos += error / MEAN_SHARE;
        long surprise = Math.abs(error) - deviationNanos;
        deviationNanos += surprise / (surprise > 0 ? RISING_SHARE : FALLING_SHARE);
    }

    /** A silence that is longer than that is not of this rhythm. */
    long longestNanos() {
        return meanNanos + DEVIATIONS * deviationNanos;
    }
}
