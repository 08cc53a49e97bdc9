package dev.levada.core.codec;

import org.jspecify.annotations.Nullable;

/** Nothing that is written is null. */
final class Absence {
    private Absence() {}

    /** The value, if it is there. */
    static Object refused(@Nullable Object value, String where, String part) {
        if (value == null) {
            throw new IllegalArgumentException(
                    where + part + " is null, and null is never written; say Optional for what may be absent");
        }
        return value;
    }
}
