package dev.levada.cluster.replay;

import java.util.OptionalLong;

/**
 * From which epoch to which something is to be done again, as asked for.
 *
 * @param from the epoch with whose snapshots it begins: the last complete one, or the one before; empty for the latter
 *     if it is to end at the former, else for the last
 * @param to the epoch before which it ends: the last complete one, or a later one of which the task has stored its
 *     snapshot; empty for the last complete one if it begins before that, else for the end of the logs
 */
public record ReplayRange(OptionalLong from, OptionalLong to) {

    /** From the last complete epoch to the end of the logs. */
    public static ReplayRange standard() {
        return new ReplayRange(OptionalLong.empty(), OptionalLong.empty());
    }

    /** The same, but from another epoch. */
    public ReplayRange from(long epoch) {
        return new ReplayRange(OptionalLong.of(epoch), to);
    }

    /** The same, but to another epoch. */
    public ReplayRange to(long epoch) {
        return new ReplayRange(from, OptionalLong.of(epoch));
    }
}
