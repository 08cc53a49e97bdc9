package dev.levada.dspbench.learner;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of all actions: interval estimation (L. P. Kaelbling, <em>Learning in Embedded Systems</em>, 1993).
 *
 * @param firstRound the first one in which enough was known; 0 if that has not come
 */
record Estimator(List<Histogram> histograms, long firstRound) {
    private static final int MIN_SAMPLES = 30;
    private static final int CONFIDENCE = 95;
    private static final int LEAST_CONFIDENCE = 50;
    private static final int STEP = 5;
    private static final int ROUNDS_A_STEP = 50;

    static final Estimator NEW =
            new Estimator(Actions.NAMES.stream().map(any -> Histogram.NONE).toList(), 0);

    Estimator {
        histograms = List.copyOf(histograms);
    }

    Estimator with(Message.Reward reward) {
        List<Histogram> next = new ArrayList<>(histograms);
        next.set(reward.action(), next.get(reward.action()).with(reward.amount()));
        return new Estimator(next, firstRound);
    }

    /** In a round; enough is known from some round on. */
    Estimator in(long round) {
        boolean enough = histograms.stream().allMatch(each -> each.count() >= MIN_SAMPLES);
        return firstRound == 0 && enough ? new Estimator(histograms, round) : this;
    }

    /** What to do in a round. */
    int choose(long round, Actions actions) {
        if (firstRound == 0) {
            return actions.pick(round);
        }
        long steps = (round - firstRound) / ROUNDS_A_STEP;
        int confidence = (int) Math.max(LEAST_CONFIDENCE, CONFIDENCE - STEP * steps);
        int best = 0;
        int most = Integer.MIN_VALUE;
        for (int action = 0; action < histograms.size(); action++) {
            int bound = histograms.get(action).upperBound(confidence);
            if (bound > most) {
                most = bound;
                best = action;
            }
        }
        return best;
    }
}
