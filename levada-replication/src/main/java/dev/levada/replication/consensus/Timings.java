package dev.levada.replication.consensus;

import java.time.Duration;

/**
 * How long silence of a leader is borne. Shorter means a shorter gap when it is lost, and more needless elections when
 * a machine is busy.
 *
 * @param electionMin a member that has not heard of a leader for some time between this and the other stands itself
 * @param electionMax at least 1.5 times the other
 */
public record Timings(Duration electionMin, Duration electionMax) {
    private static final Duration LEAST = Duration.ofMillis(100);

    public Timings {
        if (electionMin.compareTo(LEAST) < 0 || electionMax.toMillis() * 2 < electionMin.toMillis() * 3) {
            throw new IllegalArgumentException(
                    "an election time-out is at least 100 ms, and its maximum 1.5 times its minimum; was %s to %s"
                            .formatted(electionMin, electionMax));
        }
    }

    /** 300 to 600 ms: for machines that are not busy with other things. */
    public static Timings fast() {
        return new Timings(Duration.ofMillis(300), Duration.ofMillis(600));
    }

    /** 500 to 1,000 ms. */
    public static Timings standard() {
        return new Timings(Duration.ofMillis(500), Duration.ofMillis(1_000));
    }
}
