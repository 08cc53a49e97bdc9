package dev.levada.api.recovery;

import java.util.Locale;

/** What holds for those who read an operator that may do something else after a failure. */
public enum Border {
    /** Whoever may depend on its output goes back with it. */
    COUPLED,
    /**
     * Its output goes on when the epoch that it belongs to is complete, and cannot be taken back any more: whoever
     * reads it stays where it is. It comes by up to an epoch, and the time that snapshots take, later.
     */
    GATED;

    /** The name on the command line: {@code coupled} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a {@link #label}, in any case.
     *
     * @throws IllegalArgumentException if it is none, naming those there are
     */
    public static Border parse(String label) {
        for (Border border : values()) {
            if (border.label().equalsIgnoreCase(label)) {
                return border;
            }
        }
        throw new IllegalArgumentException("there is no border '%s'; there are coupled and gated".formatted(label));
    }
}
