package dev.levada.core.snapshot;

/**
 * Where in its epoch a snapshot was taken.
 *
 * @param number of the window of the task's input that ended there, from 1 in each epoch; 0 if it was taken where the
 *     epoch begins
 * @param attempt the one that took it, by when it had repeated all that earlier ones had logged; 0 with number 0
 */
public record WindowEnd(long number, long attempt) {

    /** Where the epoch begins. */
    public static WindowEnd none() {
        return new WindowEnd(0, 0);
    }

    /** Whether it was in the middle of the epoch. */
    public boolean isWithin() {
        return number > 0;
    }
}
