package dev.levada.bench.result;

import java.util.Arrays;

/**
 * Several measurements of the same, in short.
 *
 * @param count how many there are, from 1
 */
public record Spread(double median, double least, double most, int count) {

    /** @throws IllegalArgumentException if there are none */
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured, and that has no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 0.5), sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /**
     * A quantile, between neighbours where it falls between them.
     *
     * @param sorted ascending, at least one
     * @param part from 0 to 1
     */
    static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
