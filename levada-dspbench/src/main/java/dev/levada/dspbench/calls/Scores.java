package dev.levada.dspbench.calls;

import dev.levada.dspbench.draw.Numbers;

/** How much a caller seems to be one that calls to sell something. */
final class Scores {

    private Scores() {}

    /** It calls more than it is called. */
    static double fanOut(double made, double received) {
        return received == 0 ? 1 : between(2, 10, made / received);
    }

    /** It calls new numbers. */
    static double unlikely(double toNew, double made) {
        return between(0.5, 1, toNew / made);
    }

    /** It speaks for a shorter time than others. */
    static double shortCalls(double mean, double talkTime, double madeSlow) {
        return mean == 0 ? 0 : between(5, 10, mean / (talkTime / madeSlow));
    }

    static double all(double fanOut, double unlikely, double shortCalls) {
        return 2 * fanOut + 3 * unlikely + 3 * shortCalls;
    }

    static String line(Part score) {
        return "%d|%s|%d|%d".formatted(score.seq(), score.caller(), score.seconds(), Numbers.micros(score.value()));
    }

    private static double between(double low, double high, double value) {
        return Math.max(0, Math.min(1, (value - low) / (high - low)));
    }
}
