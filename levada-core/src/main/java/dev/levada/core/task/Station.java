package dev.levada.core.task;

import dev.levada.core.channel.Receiver;
import dev.levada.core.snapshot.OperatorSnapshot;
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

    /** All input was taken. */
    default void end() {}

    /** Nothing more is at hand right now. */
    default void flush() {}

    /** Ends an epoch. */
    default OperatorSnapshot snapshot(long epoch) {
        return new OperatorSnapshot(counters().operator(), Optional.empty(), List.of());
    }

    /** All epochs up to one are complete. */
    default void complete(long upTo) {}

    /** Makes visible at once what was written, under a number of this attempt alone. */
    default void commitAlone(long number) {}

    void close();
}
