package dev.levada.testkit.chance;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance, from one seed. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
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
