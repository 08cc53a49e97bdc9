package dev.levada.core.task;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers of one seed after the other; who keeps it draws from the latest. */
final class LoggedRandom implements RandomGenerator {
    private SplittableRandom current = new SplittableRandom(0);
    private boolean seeded;

    void seed(long seed) {
        current = new SplittableRandom(seed);
    }

    /** From here on it may be drawn from. */
    void open() {
        seeded = true;
    }

    @Override
    public long nextLong() {
        if (!seeded) {
            throw Services.tooEarly("draws a random number");
        }
        return current.nextLong();
    }
}
