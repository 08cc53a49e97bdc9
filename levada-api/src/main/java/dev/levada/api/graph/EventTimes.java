package dev.levada.api.graph;

import dev.levada.api.operator.EventTimeFunction;
import java.time.Duration;

/**
 * When the records of a source happened.
 *
 * @param function tells it of each record
 * @param maxLateness by how much a record may be earlier than the latest one before it in its split, and not be late
 */
public record EventTimes(EventTimeFunction<?> function, Duration maxLateness) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public EventTimes {
        if (maxLateness.isNegative() || maxLateness.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "records may be late by 0 to %d days, was %s".formatted(LONGEST.toDays(), maxLateness));
        }
    }
}
