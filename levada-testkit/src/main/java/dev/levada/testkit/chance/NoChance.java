package dev.levada.testkit.chance;

import java.util.List;

/** The same draws give the same, whatever was drawn before: what happens depends on nothing but what has happened. */
final class NoChance extends Chance {
    private static final long ANY = 0x9E3779B97F4A7C15L;

    NoChance() {
        super(0);
    }

    @Override
    public Chance split() {
        return this;
    }

    @Override
    public long any() {
        return ANY;
    }

    @Override
    public long any(long of) {
        return of * ANY;
    }

    @Override
    public int below(int bound) {
        return 0;
    }

    @Override
    public long between(long least, long most) {
        return least;
    }

    @Override
    public boolean percent(double percentage) {
        return false;
    }

    @Override
    public <T> T oneOf(List<T> choices) {
        return choices.get(0);
    }
}
