package dev.levada.cluster.worker;

import org.jspecify.annotations.Nullable;

/**
 * The place of a task in this process, whichever attempt fills it. Changed by the task's thread alone; any thread may
 * look at the attempt.
 */
final class Place {
    private volatile @Nullable Filled filled;
    /** The last attempt that was begun here, or must not be any more: none is begun twice. */
    private volatile long begun;
    /** What an earlier recovery than this one has begun here is void. */
    private volatile long voidBefore;
    /** @param round the recovery that the attempt is of */
    private record Filled(Attempt attempt, long round) {}

    /** The latest attempt, if it was not removed. */
    @Nullable
    Attempt attempt() {
        Filled now = filled;
        return now == null ? null : now.attempt();
    }

    /** The recovery that an attempt is of, if it is the latest; 0 if it is not. Any thread. */
    long roundOf(long number) {
        Filled now = filled;
        return now != null && now.attempt().number() == number ? now.round() : 0;
    }

    /** An attempt, if it is the latest and runs. */
    @Nullable
    Attempt running(long number) {
        Attempt found = attempt();
        return found != null && found.number() == number && !found.isOver() ? found : null;
    }

    boolean mayBegin(long number, long ofRound) {
        return begun < number && ofRound >= voidBefore;
    }

    /** A later recovery replaces what is there, which takes no more turns, and what earlier ones might still begin. */
    void voidBefore(long laterRound) {
        voidBefore = Math.max(voidBefore, laterRound);
        Filled old = filled;
        if (old != null && old.round() < laterRound) {
            old.attempt().halt();
        }
    }

    void begun(long number) {
        begun = Math.max(begun, number);
    }

    void fill(Attempt next, long ofRound) {
        filled = new Filled(next, ofRound);
    }

    /** What is there is gone for good. */
    void lose() {
        Attempt old = attempt();
        if (old != null) {
            filled = null;
            old.lose();
        }
    }

    /** Ends what is there. */
    void clear() {
        Attempt old = attempt();
        if (old != null) {
            filled = null;
            old.end();
        }
    }
}
