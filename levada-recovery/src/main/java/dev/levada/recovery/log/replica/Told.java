package dev.levada.recovery.log.replica;

import dev.levada.core.determinant.DeterminantSlice;
import java.util.List;

/**
 * How far one log was told over one connection. Both ends keep it, and it changes at both with each slice, so that what
 * follows from it is not said.
 */
final class Told {
    /** A connection speaks of no more logs at a time; one is a task's attempt that depends on what was not dropped. */
    static final int MAX_LOGS = 1 << 16;

    // The kind of a group of slices, beside the number of its log
    static final int KIND_BITS = 2;
    static final int GOES_ON = 0;
    static final int CHANGED = 1;
    static final int NEW = 2;

    final Held.Log log;
    final int number;
    long epoch;
    long upTo;
    List<Integer> path = List.of();

    /** Nothing told yet. */
    Told(Held.Log log, int number) {
        this.log = log;
        this.number = number;
    }

    /** Whether something follows what was told last, and came the same way. */
    boolean goesOnWith(Held next) {
        DeterminantSlice slice = next.slice();
        return slice.from() == upTo && slice.epoch() == epoch && next.path().equals(path);
    }

    void tell(Held next) {
        epoch = next.slice().epoch();
        upTo = next.slice().upTo();
        path = next.path();
    }
}
