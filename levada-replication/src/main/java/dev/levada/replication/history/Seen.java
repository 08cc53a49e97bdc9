package dev.levada.replication.history;

import java.util.List;
import java.util.Optional;

/**
 * One operation as its client saw it.
 *
 * @param process who did it; one at a time, but one that nobody knows the end of is followed by others
 * @param arguments of {@code put} the value, of {@code cas} the old and the new value, else none
 * @param result of {@code get} the value, or empty if there was none; of {@code cas} and {@code delete} "true" or
 *     "false"; of {@code inc} the number it has come to; empty of {@code put}, and if nobody knows
 * @param callNanos when it began
 * @param returnNanos when it ended, on the same clock; {@link Long#MAX_VALUE} if nobody knows
 */
public record Seen(
        String process,
        Kind kind,
        String key,
        List<String> arguments,
        Optional<String> result,
        long callNanos,
        long returnNanos,
        Status status) {

    /** What was done. */
    public enum Kind {
        GET(0),
        PUT(1),
        /** Puts the second value if the first is there; an absent key has none. */
        CAS(2),
        DELETE(0),
        /** Adds one to a number; an absent key counts as 0. */
        INC(0);

        private final int arguments;

        Kind(int arguments) {
            this.arguments = arguments;
        }
    }

    /** What is certain. */
    public enum Status {
        /** It had its effect, and the result is the one that was seen. */
        OK,
        /** It had no effect, and never will. */
        FAIL,
        /** It may have had its effect, may have it later, or never. */
        INFO
    }

    public Seen {
        arguments = List.copyOf(arguments);
        if (arguments.size() != kind.arguments) {
            throw new IllegalArgumentException(
                    "%s of key '%s' takes %d arguments, has %s".formatted(kind, key, kind.arguments, arguments));
        }
        if (returnNanos < callNanos) {
            throw new IllegalArgumentException(
                    "%s of key '%s' ends before it begins: %d < %d".formatted(kind, key, returnNanos, callNanos));
        }
        if (status == Status.OK && returnNanos == Long.MAX_VALUE) {
            throw new IllegalArgumentException("%s of key '%s' is certain, but has no end".formatted(kind, key));
        }
    }
}
