package dev.levada.dspbench.learner;

import dev.levada.dspbench.draw.Draws;
import java.util.List;

/** What can be done, and what comes of it. */
final class Actions {
    static final List<String> NAMES = List.of("page1", "page2", "page3");

    /** How often an action is chosen from one reward to the next. */
    static final int SELECTIONS = 50;

    private static final int[] MEAN = {30, 60, 80};
    private static final int[] DEVIATION = {12, 30, 10};
    private static final long REWARDS_AN_ACTION = 1_000_000;

    private final Draws rewards;
    private final Draws picks;

    Actions(long seed) {
        this.rewards = Draws.of(seed, "rl-reward");
        this.picks = Draws.of(seed, "rl-pick");
    }

    /** What is tried in a round as long as little is known. */
    int pick(long round) {
        return picks.hashBelow(NAMES.size(), round);
    }

    /** @param number how many rewards the action has had with this one, from 1 */
    int reward(int action, long number) {
        double normal = rewards.at(action * REWARDS_AN_ACTION + number).normal();
        return Math.max(0, (int) (normal * DEVIATION[action] + MEAN[action]));
    }
}
