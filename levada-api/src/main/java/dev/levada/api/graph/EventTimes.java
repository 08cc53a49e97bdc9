package dev.levada.api.graph;

import dev.levada.api.operator.EventTimeFunction;
import java.time.Duration;
import java.util.Optional;

/**
 * When the records of a source happened.
 *
 * @param function tells it of each record
 * @param maxLateness by how much a record may be earlier than the latest one before it in its split, and not be late
 * @param idleAfter for how long a split gives nothing until it is waited for no more; empty if it always is
 */
public record EventTimes(EventTimeFunction<?> function, Duration maxLateness, Optional<Duration> idleAfter) {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(1);

    public EventTimes {
        if (maxLateness.isNegative() || maxLateness.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "records may be late by 0 to %d days, was %s".formatted(LONGEST.toDays(), maxLateness));
        }
        if (idleAfter
                .filter(each -> each.compareTo(SHORTEST_IDLE) < 0 || each.compareTo(LONGEST) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "a split is idle after 1 ms to %d days, was %s".formatted(LONGEST.toDays(), idleAfter.get()));
        }
    }

    /** Of splits that are always waited for. */
    public EventTimes(EventTimeFunction<?> function, Duration maxLateness) {
        this(function, maxLateness, Optional.empty());
    }

    /** The same, but a split that gives nothing for so long is waited for no more. */
    public EventTimes idleAfter(Duration nothing) {
        return new EventTimes(function, maxLateness, Optional.of(nothing));
    }
}
