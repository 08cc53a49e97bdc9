package dev.levada.testkit.chance;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance, from one seed; or {@link #none}. */
public class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Nothing is left to chance: always the least and the first, and never what only may be. */
    public static Chance none() {
        return new NoChance();
    }

    /** Another source of chance: what is drawn from one does not change what the other gives. */
    public Chance split() {
        return new Chance(random.split());
    }

    public SplittableRandom random() {
        return random;
    }

    public long any() {
        return random.nextLong();
    }

    /** @param of what tells this draw from others, where nothing is left to chance */
    public long any(long of) {
        return any();
    }

    /** From 0 to one below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** True so many times in a hundred. */
    public boolean percent(double percentage) {
        return random.nextDouble() * 100 < percentage;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
