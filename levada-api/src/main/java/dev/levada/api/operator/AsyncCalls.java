package dev.levada.api.operator;

import java.time.Duration;

/**
 * How calls to the world outside are made.
 *
 * @param ordered whether what comes of a record waits for what comes of those before it
 * @param inFlight how many calls of a task may be without an answer that has gone on, from 1 to {@link #MOST}; when
 *     there are as many the task takes no further input
 * @param timeout after how long without an answer a call has failed, from 1 ms
 */
public record AsyncCalls(boolean ordered, int inFlight, Duration timeout) {
    /** The most calls that a task may have in flight: all of them are in its snapshots. */
    public static final int MOST = 10_000;

    private static final int STANDARD = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);

    public AsyncCalls {
        if (inFlight < 1 || inFlight > MOST) {
            throw new IllegalArgumentException(
                    "a task can have 1 to %d calls in flight, was %d".formatted(MOST, inFlight));
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a call can take 1 ms to %d day at most, was %s".formatted(LONGEST.toDays(), timeout));
        }
    }

    /** What comes of records is in their order: 100 calls in flight, each for at most 30 seconds. */
    public static AsyncCalls inOrder() {
        return new AsyncCalls(true, STANDARD, PATIENCE);
    }

    /** What is answered first goes on first: 100 calls in flight, each for at most 30 seconds. */
    public static AsyncCalls asAnswered() {
        return new AsyncCalls(false, STANDARD, PATIENCE);
    }

    /** The same, with another number of calls in flight. */
    public AsyncCalls inFlight(int most) {
        return new AsyncCalls(ordered, most, timeout);
    }

    /** The same, with another patience. */
    public AsyncCalls timeout(Duration patience) {
        return new AsyncCalls(ordered, inFlight, patience);
    }
}
