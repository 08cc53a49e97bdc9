package dev.levada.dspbench.draw;

/** Zipf's distribution: index {@code k} is drawn in proportion to {@code 1 / (k + 1)}. */
public final class Zipf {
    private final double[] cumulated;

    /** @param size how many indexes, from 1 */
    public Zipf(int size) {
        this.cumulated = new double[size];
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += 1.0 / (k + 1);
            cumulated[k] = sum;
        }
    }

    int index(double unit) {
        double target = unit * cumulated[cumulated.length - 1];
        int low = 0;
        int high = cumulated.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
