package dev.levada.cluster.worker;

import org.jspecify.annotations.Nullable;

/**
 * The place of a task in this process, whichever attempt fills it. Changed by the task's thread alone; any thread may
 * look at the attempt.
 */
final class Place {
    private volatile @Nullable Attempt attempt;
    /** The last attempt that was begun here, or must not be any more: none is begun twice. */
    private volatile long begun;
    /** What an earlier recovery than this one has begun here is void. */
    private volatile long voidBefore;
    /** The recovery that the attempt is of. */
    private long round;

    /** The latest attempt, if it was not removed. */
    @Nullable
    Attempt attempt() {
        return attempt;
    }

    /** An attempt, if it is the latest and runs. */
    @Nullable
    Attempt running(long number) {
        Attempt found = attempt;
        return found != null && found.number() == number && !found.isOver() ? found : null;
    }

    boolean mayBegin(long number, long ofRound) {
        return begun < number && ofRound >= voidBefore;
    }

    /** A later recovery replaces what is there, which takes no more turns, and what earlier ones might still begin. */
    void voidBefore(long laterRound) {
        voidBefore = Math.max(voidBefore, laterRound);
        Attempt old = attempt;
        if (old != null && round < laterRound) {
            old.halt();
        }
    }

    void begun(long number) {
        begun = Math.max(begun, number);
    }

    void fill(Attempt next, long ofRound) {
        attempt = next;
        round = ofRound;
    }

    /** What is there is gone for good. */
    void lose() {
        Attempt old = attempt;
        if (old != null) {
            attempt = null;
            old.lose();
        }
    }

    /** Ends what is there. */
    void clear() {
        Attempt old = attempt;
        if (old != null) {
            attempt = null;
            old.end();
        }
    }
}
