package dev.levada.core.task;

import dev.levada.core.channel.Receiver;
import dev.levada.core.element.Batch;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.snapshot.Prepared;
import java.util.List;
import java.util.Optional;

/** One operator of a chain, as the task runs it. */
interface Station extends Receiver {

    OperatorCounters counters();

    void open();

    /** Takes a record that comes from a channel, with the stable hash of its key if the channel is by key. */
    default void accept(Object value, int hash) {
        accept(value);
    }

    /**
     * Says which values of a batch come next, so that what is kept for their keys can be on its way into the cache.
     * They may come later than said, or never.
     */
    default void expect(Batch batch, int from, int to) {}

    /** Fires the first of the timers that are due when event time has come so far; whether there was one. */
    default boolean fire(long watermark) {
        return false;
    }

    /** When the first timer by processing time is due, in milliseconds since 1970; the latest long if there is none. */
    default long nextTick() {
        return Long.MAX_VALUE;
    }

    /** The clock has come so far: what is due now is to {@link #fireByClock fire}. */
    default void tick(long nowMillis) {}

    /** Fires the first of the timers by processing time that were due at the last tick; whether one was left. */
    default boolean fireByClock(long nowMillis) {
        return false;
    }

    /** All input was taken. */
    default void end() {}

    /** Nothing more is at hand right now. */
    default void flush() {}

    /** Ends an epoch. */
    default OperatorSnapshot snapshot(long epoch) {
        return new OperatorSnapshot(counters().operator(), Optional.empty(), List.of());
    }

    /** Ends a window within an epoch; not of a sink, whose output is shown by epochs. */
    default OperatorSnapshot window() {
        return new OperatorSnapshot(counters().operator(), Optional.empty(), List.of());
    }

    /** All epochs up to one are complete. */
    default void complete(long upTo) {}

    /** From here on the task is an attempt of its own: nothing it has is in a snapshot that it could build on. */
    default void lead() {}

    /** Prepares what was written, to be shown under a number of its own; empty if there is nothing. */
    default Optional<Prepared> prepareAlone(long number) {
        return Optional.empty();
    }

    void close();
}
