package dev.levada.core.recovery;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.channel.SendListener;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/**
 * The half of a protocol beside one attempt at a task: told what happens, does what must follow through
 * {@link TaskControl}. Confined to the task; called for each element or turn, never for each record.
 */
public interface TaskRecovery extends SendListener {

    /** Given once, before anything else happens. */
    void attach(TaskControl control);

    /** How long the task keeps what it sends. */
    Retention retention();

    /** Whether what the task chooses is logged, so that another attempt can do exactly the same again. */
    default boolean logs() {
        return false;
    }

    /**
     * Whether the log also holds what the task takes from its inputs, so that another attempt needs nothing of their
     * producers to do the same again. Only if it {@link #logs}.
     */
    default boolean logsContent() {
        return false;
    }

    /**
     * Whether the task takes its inputs in an order that follows from what is in them, so that another attempt takes
     * them in the same: so many records of each in its turn, and of one with a barrier next nothing more before
     * {@link TaskControl#unblock}. Then it waits for whose turn it is.
     */
    default boolean mergesInputs() {
        return false;
    }

    /** Whether the task may take more of its input: asked once a turn, and not while it repeats. */
    default boolean mayTake() {
        return true;
    }

    /** When sinks that show at once may show what they are given. */
    default Finality finality() {
        return Finality.NONE;
    }

    /** When numbers may be missing on the task's inputs. */
    Gaps gaps();

    @Override
    default boolean repeatsNumbers() {
        return gaps() == Gaps.NEVER;
    }

    /** Whether a source must have its new position recorded before what it read goes on (at most once). */
    default boolean positionFirst() {
        return false;
    }

    /** The log of the task is durable up to a position. */
    default void stable(long upTo) {}

    /**
     * An earlier attempt has ended an epoch here, in a replay. Until that is over nothing else is asked that is in the
     * log: no barrier, no end, no trigger, no abort.
     *
     * @param snapshot whether it took one, then the barriers of the epoch are next on all open inputs
     */
    default void cutAgain(long epoch, boolean snapshot) {
        throw new IllegalStateException("nothing is logged, so epoch %d cannot be ended again".formatted(epoch));
    }

    /** An earlier attempt has ended a window here, in a replay; see {@link TaskControl#endWindow}. */
    default void windowAgain(long number) {
        throw new IllegalStateException("no window %d was ended within an epoch".formatted(number));
    }

    /** All of an element has been processed, of a batch, a lap or the end of a channel. */
    default void processed(ChannelId channel, Element element) {}

    /** What one read of the sources gave has gone on. */
    default void sourceRead() {}

    /** A barrier is next on a channel; unless it is blocked now, it counts as processed. */
    default void barrier(ChannelId channel, Barrier barrier) {}

    /**
     * Whether an epoch ends behind the barrier on an input. Otherwise it may end wherever the task stands in what comes
     * from there, and its producer's snapshot holds the rest.
     */
    default boolean alignsOn(ChannelId input) {
        return true;
    }

    /** The last element is next on a channel; unless it is blocked now, it counts as processed. */
    default void end(ChannelId channel) {}

    /** All outputs were flushed, those of sinks too. */
    default void flushed(long nowNanos) {}

    /** All input is processed and everything, the end too, was handed over. */
    default void finished() {}

    /**
     * The coordinator asks for a snapshot: now, if no input can bring a barrier any more.
     *
     * @param atOnce whether those that wait for barriers should not, if they can do without
     */
    default void trigger(long epoch, boolean atOnce) {}

    /** The snapshot that the task took for an epoch is in the store, whatever becomes of the epoch. */
    default void stored(long epoch) {}

    /** The snapshot of a window within an epoch is in the store. */
    default void windowStored(long epoch, long number) {}

    /** The coordinator has recorded that an epoch, and all before it, is complete. */
    default void complete(long epoch) {}

    /** The coordinator has given up an epoch. */
    default void abort(long epoch) {}

    /** The consumer of a channel will never ask again for numbers up to this one. */
    default void acknowledged(ChannelId channel, long upTo) {}

    /** What {@link TaskControl#record} was given is recorded. */
    default void recorded(SourcePositions positions) {}

    /** Whether the ends of the outputs may go out, when all input is processed. */
    default boolean mayEnd() {
        return true;
    }

    /**
     * Whether a task has finished as soon as its input is processed, although its output waits for room: if all of it
     * is kept until it is processed, and in snapshots, and no consumer is ever gone for good.
     */
    default boolean endsBehind() {
        return false;
    }

    /** The monotonic time at which {@link #flushed} should come although there is nothing to flush; 0 if never. */
    default long dueNanos() {
        return 0;
    }
}
