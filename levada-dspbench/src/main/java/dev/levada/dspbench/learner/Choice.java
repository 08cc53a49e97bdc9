package dev.levada.dspbench.learner;

/**
 * What was shown in a round.
 *
 * @param action the number of the page
 * @param rewarded whether there is a reward now, for having shown it once more
 */
record Choice(long round, int action, boolean rewarded) {

    String line() {
        return "%d|%s".formatted(round, Actions.NAMES.get(action));
    }
}
