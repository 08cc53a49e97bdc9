package dev.levada.node.agent;

import java.util.OptionalInt;

/**
 * The end of a worker's process.
 *
 * @param id the worker's
 * @param pid the process's
 * @param code what it returned; 128 and more: 128 plus the number of the signal that ended it
 * @param nanos when the end was seen, on the clock of {@link System#nanoTime}
 */
public record WorkerExit(String id, long pid, int code, long nanos) {
    /** What a JVM returns that has used up its heap. */
    public static final int OUT_OF_MEMORY = 3;

    private static final int SIGNALLED = 128;
    private static final int MAX_SIGNAL = 64;

    /** The signal that ended it, if one did. A process that returns such a code by itself cannot be told apart. */
    public OptionalInt signal() {
        return code > SIGNALLED && code <= SIGNALLED + MAX_SIGNAL
                ? OptionalInt.of(code - SIGNALLED)
                : OptionalInt.empty();
    }

    /** In a few words, for people. */
    public String how() {
        if (signal().isPresent()) {
            return "killed by signal %d".formatted(signal().getAsInt());
        }
        return code == OUT_OF_MEMORY ? "it ran out of memory" : "exit code %d".formatted(code);
    }
}
