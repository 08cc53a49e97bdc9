package dev.levada.core.recovery;

import dev.levada.core.plan.ChannelId;
import java.util.List;
import java.util.Map;

/** What a protocol can make its task do. Confined to the task. */
public interface TaskControl {

    /** The epoch of the snapshot that the attempt began with; 0 if it began with nothing. */
    long startEpoch();

    /** The number of the window within that epoch at whose end the snapshot was taken; 0 if where the epoch begins. */
    long startWindow();

    /** The number of the attempt, from 1. */
    long attempt();

    /**
     * Whether nobody sends the task the barrier of an epoch before it has begun it: it reads the outside world, or all
     * that has not ended is a loop that comes back to it; and it has not sent its end.
     */
    boolean beginsEpochs();

    /** The inputs that have not ended, but for those that close a loop: what comes on them has been here before. */
    List<ChannelId> openInputs();

    /** The outputs, in an order that stays. */
    List<ChannelId> outputs();

    /** For each of {@link #outputs}, the number of the last value or control element appended so far, sent or not. */
    long[] tails();

    /** For each input, the first number that was not processed; empty for a source. */
    Map<ChannelId, Long> nextSequences();

    /**
     * Whether everything was handed over, the ends of the outputs too; or at least given its numbers, if the task
     * {@link TaskRecovery#endsBehind}.
     */
    boolean hasFinished();

    /**
     * In {@link TaskRecovery#barrier} or {@link TaskRecovery#end}: takes nothing more from that channel, and what is
     * next there is not processed until {@link #unblock}.
     */
    void block();

    /** Goes on with all blocked channels, after what they were blocked at. */
    void unblock();

    /** Goes on with one channel, if it is blocked, after what it was blocked at. */
    void unblock(ChannelId input);

    /**
     * Ends an epoch here: takes the snapshot, hands it to the host, and sends the barrier on all outputs.
     *
     * @param epoch the one that begins
     * @param holdsSent whether the snapshot is to hold what was sent and is not released, so that it outlasts the task,
     *     as far as that {@link #holdsAllSent is held}; of what closes a loop it does in any case
     */
    void cut(long epoch, boolean holdsSent);

    /**
     * Ends a window within the epoch: takes a snapshot that holds what was sent and is not released, and hands it to
     * the host, which says when it is {@link TaskRecovery#windowStored stored}. Consumers notice nothing. Not in the
     * middle of an element if the task logs.
     *
     * @param number from 1 in each epoch, higher than those before
     * @return whether it was: not if the task may have to go back to before it all the same
     */
    boolean endWindow(long number);

    /** Begins an epoch whose snapshot was given up: sends the barrier, and takes no snapshot. */
    void pass(long epoch);

    /**
     * What the task chooses is logged, if {@link TaskRecovery#logs} says so.
     *
     * @throws IllegalStateException if it is not
     */
    LogControl log();

    /** Makes visible what sinks prepared for epochs up to this one, and lets state build its increments on it. */
    void commit(long epoch);

    /**
     * Has sinks prepare what they were given, to be shown by itself and not with an epoch.
     *
     * @param number grows from one to the next, also over attempts
     * @return what has to be recorded before it may be shown; empty if there is nothing to show
     */
    List<SourcePositions.Shown> prepareAlone(long number);

    /** Makes visible what was prepared under numbers up to this one. */
    void commitAlone(long number);

    /** Tells the coordinator that the task has nothing left to do but to take the snapshots that commit its output. */
    void done();

    /**
     * What waits because of {@link TaskRecovery#gate}, up to that position, may leave: where the task logs nothing, and
     * the protocol counts for itself.
     */
    void open(long upTo);

    /** Whether all that was sent and is not released is held: not where consumers go back together with the task. */
    boolean holdsAllSent();

    /** What an output holds up to a number will not be asked for again. */
    void release(ChannelId output, long upTo);

    /** Tells the producer of a channel that it will not be asked again for numbers up to this one. */
    void acknowledge(ChannelId input, long upTo);

    /** Where the task's sources stand after all that was read. */
    SourcePositions positions();

    /**
     * Has positions recorded with the job: a new attempt goes on from there.
     *
     * @return whether they are already; otherwise {@link TaskRecovery#recorded} tells when they are
     */
    boolean record(SourcePositions positions);
}
