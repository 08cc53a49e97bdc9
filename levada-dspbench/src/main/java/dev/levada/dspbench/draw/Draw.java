package dev.levada.dspbench.draw;

/** The random numbers of one record. Each method draws the next one or more. */
public final class Draw {
    private long state;

    Draw(long state) {
        this.state = state;
    }

    long next() {
        state += Draws.GOLDEN;
        return Draws.mix(state);
    }

    /** From 0 to below 1. */
    public double unit() {
        return Draws.unit(next());
    }

    /** From 0 to {@code bound} - 1. */
    public int below(int bound) {
        return (int) (unit() * bound);
    }

    /** An index, as often as its weight says. */
    public int pick(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int left = below(sum);
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index++];
        }
        return index;
    }

    /** An index, the smaller the likelier. */
    public int zipf(Zipf distribution) {
        return distribution.index(unit());
    }

    /** About normal, with mean 0 and deviation 1: the sum of twelve. */
    public double normal() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += unit();
        }
        return sum - 6;
    }
}
