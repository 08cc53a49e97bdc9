package dev.levada.connectors.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How bytes become lines.
 *
 * @param maxLineChars a longer line is malformed, from 1
 */
record TextOptions(Charset charset, int maxLineChars) {
    static final TextOptions DEFAULT = new TextOptions(StandardCharsets.UTF_8, 1 << 20);

    private static final int MOST_CHARS = 1 << 28;

    TextOptions {
        if (maxLineChars < 1 || maxLineChars > MOST_CHARS) {
            throw new IllegalArgumentException(
                    "maxLineChars must be from 1 to %d, was %d".formatted(MOST_CHARS, maxLineChars));
        }
    }

    TextOptions charset(Charset other) {
        return new TextOptions(other, maxLineChars);
    }

    TextOptions maxLineChars(int other) {
        return new TextOptions(charset, other);
    }
}
