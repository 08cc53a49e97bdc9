package dev.levada.dspbench.fraud;

import dev.levada.dspbench.draw.Numbers;
import java.util.Arrays;
import java.util.Optional;

/** The last kinds of transactions of a customer in one array, which other engines keep cheaply; oldest first. */
final class RecentStates {
    private static final int KEPT = Predictor.WINDOW - 1;

    private RecentStates() {}

    static int[] none() {
        return new int[0];
    }

    /** The array that is to be kept with one more. */
    static int[] with(int[] recent, int state) {
        return with(recent, state, KEPT);
    }

    private static int[] with(int[] recent, int state, int most) {
        int drop = recent.length == most ? 1 : 0;
        int[] next = Arrays.copyOfRange(recent, drop, recent.length + 1);
        next[next.length - 1] = state;
        return next;
    }

    /** What is put out when one comes; empty if that is likely, or little is known. */
    static Optional<String> judge(int[] recent, long seq, String customer, int state) {
        if (recent.length < KEPT) {
            return Optional.empty();
        }
        int[] states = with(recent, state, recent.length + 1);
        double score = MarkovModel.missProbability(states);
        return score > Predictor.THRESHOLD
                ? Optional.of(seq + "|" + customer + "|" + Numbers.micros(score) + "|" + MarkovModel.names(states))
                : Optional.empty();
    }
}
