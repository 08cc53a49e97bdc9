package dev.levada.dspbench.fraud;

import dev.levada.dspbench.draw.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The last kinds of transactions of a customer in one array, which other engines keep cheaply; oldest first. */
final class RecentStates {
    private static final int KEPT = Predictor.WINDOW - 1;

    private RecentStates() {}

    static int[] none() {
        return new int[0];
    }

    /** The array that is to be kept with one more. */
    static int[] with(int[] recent, int state) {
        int drop = recent.length == KEPT ? 1 : 0;
        int[] next = Arrays.copyOfRange(recent, drop, recent.length + 1);
        next[next.length - 1] = state;
        return next;
    }

    /** What is put out when one comes; empty if that is likely, or little is known. */
    static Optional<String> judge(int[] recent, long seq, String customer, int state) {
        if (recent.length < KEPT) {
            return Optional.empty();
        }
        List<Integer> states = new ArrayList<>(Predictor.WINDOW);
        for (int each : recent) {
            states.add(each);
        }
        states.add(state);
        double score = MarkovModel.missProbability(states);
        return score > Predictor.THRESHOLD
                ? Optional.of("%d|%s|%d|%s"
                        .formatted(
                                seq,
                                customer,
                                Numbers.micros(score),
                                states.stream().map(MarkovModel::name).collect(Collectors.joining(","))))
                : Optional.empty();
    }
}
