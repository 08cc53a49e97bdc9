package dev.levada.api.recovery;

import java.util.Locale;

/** How often the effect of an input record shows in the job's state and in its committed output, whatever fails. */
public enum Guarantee {
    /** At most once: records may be lost, none counts twice. */
    AT_MOST_ONCE,
    /** At least once: none is lost, some may count twice. */
    AT_LEAST_ONCE,
    /** Exactly once. */
    EXACTLY_ONCE;

    /** The name on the command line and in files: {@code at-most-once} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a {@link #label}, in any case.
     *
     * @throws IllegalArgumentException if it is none, naming those there are
     */
    public static Guarantee parse(String label) {
        for (Guarantee guarantee : values()) {
            if (guarantee.label().equalsIgnoreCase(label)) {
                return guarantee;
            }
        }
        throw new IllegalArgumentException(
                "'%s' is no guarantee; there are at-most-once, at-least-once and exactly-once".formatted(label));
    }
}
