package dev.levada.api.connector;

/**
 * Writes what reaches one task of a sink.
 *
 * <p>Called in this order: {@code write*}, {@code prepare}, {@code commit}, {@code close}; if the job fails or is
 * cancelled, {@code close} comes without {@code commit}, and a sink that is visible on commit drops what it holds. All
 * but {@code commit} come from the task's thread.
 */
public interface SinkWriter<T> {

    void write(T value) throws Exception;

    /** Nothing more is at hand right now: what is buffered may go out. */
    default void flush() throws Exception {}

    /** All input was written. After this returns, {@link #commit} must be able to succeed. */
    default void prepare() throws Exception {
        flush();
    }

    /** Every task of the job has prepared: make it visible. Called at most once. */
    default void commit() throws Exception {}

    /** The end, whatever happened; without a {@code commit} before it, what is not visible yet is dropped. */
    default void close() throws Exception {}
}
