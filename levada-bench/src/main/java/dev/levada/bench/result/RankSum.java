package dev.levada.bench.result;

import java.util.Arrays;

/**
 * How likely two sets of measurements would differ as much as they do, or more, if all of them came from the same
 * source: the rank-sum test. It asks only which values are the larger ones, so that a single run that was disturbed
 * counts for no more than a place.
 *
 * <p>Source: H. B. Mann and D. R. Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger
 * than the Other", Annals of Mathematical Statistics 18(1), 1947.
 */
final class RankSum {
    /** Up to so many values all orders are counted; of more, their number is near the normal distribution. */
    private static final int MOST_COUNTED = 60;

    private RankSum() {}

    /** From 0 to 1, both directions together; 1 if there is nothing to tell. */
    static double chance(double[] some, double[] others) {
        if (some.length == 0 || others.length == 0) {
            return 1;
        }
        int[] ranks = doubledRanks(some, others);
        int sum = Arrays.stream(ranks, 0, some.length).sum();
        return ranks.length <= MOST_COUNTED ? counted(ranks, some.length, sum) : approximated(ranks, some.length, sum);
    }

    /** The places of all values in their order, twice: equal ones share the mean of theirs. */
    private static int[] doubledRanks(double[] some, double[] others) {
        double[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        int[] ranks = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            int below = 0;
            int same = 0;
            for (double each : all) {
                below += each < all[i] ? 1 : 0;
                same += each == all[i] ? 1 : 0;
            }
            ranks[i] = 2 * below + same + 1;
        }
        return ranks;
    }

    /** Of all choices of so many ranks, the part whose sum is as far from the mean as this one. */
    private static double counted(int[] ranks, int size, int sum) {
        int total = Arrays.stream(ranks).sum();
        double[][] ways = new double[size + 1][total + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int chosen = size; chosen > 0; chosen--) {
                for (int reached = total; reached >= rank; reached--) {
                    ways[chosen][reached] += ways[chosen - 1][reached - rank];
                }
            }
        }
        double distance = distance(ranks, size, sum);
        double as = 0;
        double all = 0;
        for (int reached = 0; reached <= total; reached++) {
            all += ways[size][reached];
            if (distance(ranks, size, reached) >= distance) {
                as += ways[size][reached];
            }
        }
        return as / all;
    }

    /** Exact, as sums of doubled ranks and their mean times the number of values are whole. */
    private static long distance(int[] ranks, int size, int sum) {
        return Math.abs(
                (long) sum * ranks.length - (long) size * Arrays.stream(ranks).sum());
    }

    private static double approximated(int[] ranks, int size, int sum) {
        double n = ranks.length;
        double mean = Arrays.stream(ranks).average().orElseThrow();
        double squares = Arrays.stream(ranks)
                .mapToDouble(rank -> (rank - mean) * (rank - mean))
                .sum();
        double variance = size * (n - size) * squares / (n * (n - 1));
        return variance == 0 ? 1 : bothTails(Math.abs(sum - size * mean) / Math.sqrt(variance));
    }

    /**
     * What lies beyond so many deviations on both sides of a normal distribution; within 1.5e-7 (Abramowitz and Stegun,
     * Handbook of Mathematical Functions, 7.1.26).
     */
    private static double bothTails(double deviations) {
        double x = deviations / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double polynomial =
                t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        return polynomial * Math.exp(-x * x);
    }
}
