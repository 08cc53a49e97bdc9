package dev.levada.core.codec;

import dev.levada.api.codec.CorruptBytesException;

/** How deep values may stand inside each other, so that neither a cycle nor hostile bytes use up the stack. */
final class Nesting {
    static final int LIMIT = 256;

    private Nesting() {}

    /** The depth inside a value that is written. */
    static int writing(int depth, int steps) {
        if (depth + steps > LIMIT) {
            throw new IllegalArgumentException(
                    "values nested more than " + LIMIT + " deep cannot be written; make a list of them");
        }
        return depth + steps;
    }

    /** The depth inside a value that is read. */
    static int reading(int depth, int steps) {
        if (depth + steps > LIMIT) {
            throw new CorruptBytesException("the bytes nest values more than " + LIMIT + " deep");
        }
        return depth + steps;
    }
}
