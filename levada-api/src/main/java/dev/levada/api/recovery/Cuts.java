package dev.levada.api.recovery;

import java.util.Locale;

/** Where the tasks of a job that recover by checkpoints end an epoch. */
public enum Cuts {
    /**
     * Behind everything that came before it on all inputs: what is slow makes the epoch slow, and nothing on its way is
     * stored.
     */
    ALIGNED,
    /** At once: an epoch takes no longer however much is on its way to tasks that are slow, which is stored with it. */
    UNALIGNED,
    /**
     * Aligned, if that takes no longer than the time from one epoch to the next; then at once. What is on its way is
     * stored in any case, little as it is unless something is slow.
     */
    AUTO;

    /** The name on the command line: {@code aligned} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a {@link #label}, in any case.
     *
     * @throws IllegalArgumentException if it is none, naming those there are
     */
    public static Cuts parse(String label) {
        for (Cuts cuts : values()) {
            if (cuts.label().equalsIgnoreCase(label)) {
                return cuts;
            }
        }
        throw new IllegalArgumentException(
                "there are no cuts '%s'; there are aligned, unaligned and auto".formatted(label));
    }
}
