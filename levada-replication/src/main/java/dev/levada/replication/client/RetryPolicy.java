package dev.levada.replication.client;

import java.time.Duration;

/**
 * How long a client goes on.
 *
 * @param attempt how long one member has to answer before another is asked; doubles with each that passes, up to eight
 *     times
 * @param total after which a client gives up; at least {@code attempt}
 */
public record RetryPolicy(Duration attempt, Duration total) {

    public RetryPolicy {
        if (attempt.toMillis() < 1 || total.compareTo(attempt) < 0) {
            throw new IllegalArgumentException(
                    "an attempt has at least 1 ms, and all of them not less: was %s and %s".formatted(attempt, total));
        }
    }

    /** 500 ms, and 30 s. */
    public static RetryPolicy standard() {
        return new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
