package dev.levada.testkit;

/** A simulation from a seed came to something that never may happen. The message says how it is seen again. */
public final class FailedSeedError extends AssertionError {
    private static final long serialVersionUID = 1;

    private final long seed;

    FailedSeedError(long seed, String message) {
        super(message);
        this.seed = seed;
    }

    /** The seed that does it again. */
    public long seed() {
        return seed;
    }
}
