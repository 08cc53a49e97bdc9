package dev.levada.dspbench.calls;

/**
 * The mean duration of all calls, in which old ones count less and less.
 *
 * @param sum of the first ten
 */
record Smoothed(int count, double sum, double mean) {
    private static final int WARM_UP = 10;
    private static final double WEIGHT = 2.0 / 86_401;
    static final Smoothed NONE = new Smoothed(0, 0, 0);

    Smoothed with(double duration) {
        if (count < WARM_UP) {
            return new Smoothed(count + 1, sum + duration, 0);
        }
        double before = count == WARM_UP ? sum / WARM_UP : mean;
        return new Smoothed(WARM_UP + 1, sum, duration * WEIGHT + before * (1 - WEIGHT));
    }
}
