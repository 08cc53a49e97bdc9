package dev.levada.dspbench.calls;

/**
 * A rate that decays with time, of one number.
 *
 * @param value at that time
 * @param seconds since 1970
 */
record Decaying(double value, long seconds) {
    /** By how much a rate decays in a second that follows the last half minute. */
    static final double FAST = 0.9672;

    /** The same of the last two minutes. */
    static final double SLOW = 0.9917;

    static final Decaying NONE = new Decaying(0, 0);

    double at(long now, double decay) {
        return value == 0 ? 0 : value * Math.pow(decay, (double) (now - seconds));
    }

    Decaying with(double amount, long now, double decay) {
        return new Decaying(at(now, decay) + amount * Math.log(1 / decay), now);
    }
}
