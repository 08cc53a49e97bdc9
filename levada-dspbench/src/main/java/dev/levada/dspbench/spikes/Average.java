package dev.levada.dspbench.spikes;

import dev.levada.dspbench.draw.Numbers;

/** A reading, and the average of those up to it. */
record Average(long seq, int device, double average, double value) {
    private static final double THRESHOLD = 0.03;

    boolean isSpike() {
        return Math.abs(value - average) > THRESHOLD * average;
    }

    String line() {
        return seq + "|" + device + "|" + Numbers.micros(average) + "|" + Numbers.micros(value);
    }
}
