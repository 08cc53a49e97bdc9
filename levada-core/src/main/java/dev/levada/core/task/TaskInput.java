package dev.levada.core.task;

import dev.levada.core.channel.InputChannel;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.WatermarkState;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

    /** The channels that have not ended; none for a source. */
    List<ChannelId> openInputs();

    /** The channels that have ended; none for a source. */
    List<ChannelId> endedInputs();

    /** Those, and the ones disconnected whose end has arrived and waits to be taken. */
    List<ChannelId> arrivedEnds();

    /** The channel whose barrier is being looked at stays blocked. */
    void keepBlocked();

    /** More than before is to come from the log, and need not be sent. */
    default void logged() {}

    /** Takes all barriers for processed. */
    void unblock();

    /** Takes the barrier of one channel for processed. */
    void unblock(ChannelId channel);

    /** The coordinator has given up an epoch. */
    void givenUp(long epoch);

    /** For each channel, the first number that was not processed; empty for a source. */
    Map<ChannelId, Long> nextSequences();

    /** For each channel, up to which number nothing need be sent; empty for a source. */
    Map<ChannelId, Long> arrived();

    /** Where a source stands after all that it handed on. */
    SourcePositions positions();

    /** Whether no input comes before another, so that what is next on each is not held up. */
    void takeFairly(boolean inTurn);

    /** How far the task is with the laps of a loop. */
    LoopState loop();

    /** How far event time has come, at the end of an epoch. */
    WatermarkState watermarks();

    /** What a source holds back until its position is recorded may go on. */
    void positionsRecorded();

    /** Leaves some connections, and says for each the number of the last element that had arrived. */
    Map<ChannelId, Long> disconnect(Predicate<ChannelId> channels);

    void connect(InputChannel connection);

    /**
     * Gives up what has not been read.
     *
     * @param forGood whether no other attempt follows: then producers in this process are told
     * @return how many records are known to be lost
     */
    long abandon(boolean forGood);

    void close();
}
