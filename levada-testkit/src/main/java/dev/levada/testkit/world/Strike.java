package dev.levada.testkit.world;

import java.util.Locale;

/** Something that may befall a staged world at any moment, so many times. */
public enum Strike {
    /** A worker that runs tasks is gone with all of them, and comes back empty. */
    WORKER_CRASH,
    /** A worker that runs tasks is taken for gone, and goes on. */
    WORKER_GIVEN_UP,
    /** The coordinator is gone, and comes back with what its log holds. */
    COORDINATOR_CRASH,
    /** Something happens because of the time although not everything has happened that was due before. */
    EARLY_CLOCK;

    /** For people: {@code worker crash}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
