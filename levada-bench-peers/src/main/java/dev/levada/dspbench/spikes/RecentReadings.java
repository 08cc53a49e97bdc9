package dev.levada.dspbench.spikes;

/**
 * The last readings of a device in one array, which other engines keep cheaply: a ring, the sum of what is in it, and
 * how many there have been.
 */
final class RecentReadings {
    private static final int WINDOW = MovingAverage.WINDOW;
    private static final int SUM = WINDOW;
    private static final int TAKEN = WINDOW + 1;

    private RecentReadings() {}

    static double[] none() {
        return new double[WINDOW + 2];
    }

    /** @return the average with this one */
    static double add(double[] recent, double value) {
        long number = (long) recent[TAKEN];
        int slot = (int) (number % WINDOW);
        double before = number < WINDOW ? recent[SUM] : recent[SUM] - recent[slot];
        recent[SUM] = before + value;
        recent[slot] = value;
        recent[TAKEN] = number + 1;
        return recent[SUM] / Math.min(number + 1, WINDOW);
    }
}
