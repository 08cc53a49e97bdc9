package dev.levada.core.task;

import dev.levada.core.channel.Receiver;

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

    /** Everything was taken and flushed; {@link #commit} must be able to succeed. */
    default void prepare() {}

    default void commit() {}

    void close();
}
