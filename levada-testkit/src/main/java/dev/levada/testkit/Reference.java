package dev.levada.testkit;

import dev.levada.testkit.world.Guest;
import dev.levada.testkit.world.GuestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes of a job when nothing goes wrong.
 *
 * @param committed what each output has
 * @param counts how many records the longest split of each source has given
 */
record Reference(Map<String, List<Object>> committed, Map<String, Long> counts) {
    private static final int RUNS = 3;
    private static final int WORKERS = 2;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Runs the job a few times.
     *
     * @throws FailedSeedError if a task fails, if it does not come to its end, or if the runs differ
     */
    static Reference of(Guest guest, Judge judge, long firstSeed) {
        Reference first = run(guest, firstSeed);
        for (long seed = firstSeed + 1; seed < firstSeed + RUNS; seed++) {
            Optional<String> difference =
                    judge.difference(first.committed(), run(guest, seed).committed(), true);
            if (difference.isPresent()) {
                throw new FailedSeedError(
                        firstSeed,
                        ("job '%s' does not always commit the same even if nothing goes wrong (seeds %d and %d): %s%n"
                                        + "  that depends on the order in which records meet, on the clock or on chance: say"
                                        + " comparing(...) what must be the same, or see to the order")
                                .formatted(guest.graph().job(), firstSeed, seed, difference.get()));
            }
        }
        return first;
    }

    private static Reference run(Guest guest, long seed) {
        GuestWorld world = GuestWorld.calm(guest, WORKERS, seed, null);
        world.begin();
        world.advance(LONGEST.toNanos());
        if (world.violation().isPresent()) {
            throw new FailedSeedError(
                    seed,
                    "job '%s' fails even if nothing goes wrong (seed %d): %s"
                            .formatted(
                                    guest.graph().job(), seed, world.violation().get()));
        }
        if (!world.isFinished()) {
            throw new FailedSeedError(
                    seed,
                    ("job '%s' has not come to its end after %s, although nothing goes wrong (seed %d); do its sources end?"
                                    + " input(source, records) gives them records that do")
                            .formatted(guest.graph().job(), LONGEST, seed));
        }
        return new Reference(world.committed(), world.counts());
    }
}
