package dev.levada.core.task;

import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.WatermarkState;

/** Where a task's records come from: channels, or the world outside. */
interface TaskInput {

    /** Tells the latency of what the last read handled: the time is the first known to be after that was done. */
    void reportLatency(long nowNanos);

    /**
     * Hands records to the head of the chain, until so many are handled, none is at hand, or the output is blocked. A
     * source, which cannot see that, goes on to its number.
     *
     * @param nowMillis the time of day
     * @return how many were handled
     */
    int read(int maxRecords, long nowNanos, long nowMillis);

    /** Whether it does again what an earlier attempt did. Then it does so also if the output is blocked. */
    boolean repeats();

    /** Whether an element was taken and not all of it is processed. */
    boolean hasTaken();

    /** Whether nothing will ever come again. */
    boolean ended();

    /** When there may be something again although no channel signals it, in monotonic time; 0 if not known. */
    long nextNanos();

    /** The channels that it comes from; a source has none. */
    InputChannels channels();

    /** The channel whose barrier is being looked at stays blocked. */
    default void keepBlocked() {}

    /** More than before is to come from the log, and need not be sent. */
    default void logged() {}

    /** Takes all barriers for processed. */
    default void unblock() {}

    /** Takes the barrier of one channel for processed. */
    default void unblock(ChannelId channel) {}

    /** The coordinator has given up an epoch. */
    default void givenUp(long epoch) {}

    /** Where a source stands after all that it handed on. */
    default SourcePositions positions() {
        return SourcePositions.none();
    }

    /** Whether no input comes before another, so that what is next on each is not held up. */
    default void takeFairly(boolean inTurn) {}

    /** How far the task is with the laps of a loop. */
    default LoopState loop() {
        return LoopState.none();
    }

    /** How far event time has come, at the end of an epoch. */
    WatermarkState watermarks();

    /** What a source holds back until its position is recorded may go on. */
    default void positionsRecorded() {}

    /**
     * Gives up what has not been read.
     *
     * @param forGood whether no other attempt follows: then producers in this process are told
     * @return how many records are known to be lost
     */
    long abandon(boolean forGood);

    default void close() {}
}
