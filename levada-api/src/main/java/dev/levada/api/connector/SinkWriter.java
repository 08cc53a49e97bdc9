package dev.levada.api.connector;

/**
 * Writes what reaches one task of a sink. All methods are called by the task's thread.
 *
 * <p>The records of an epoch come in calls of {@code write}, then {@code prepare} ends the epoch and the next one
 * begins; {@code commit} of an epoch comes when the job has recorded that it is complete, in the order of the epochs,
 * which may be after records of later ones. A sink that shows at once is not asked for the one or the other where its
 * records are held back until they are final. If the task fails, {@code close} comes without these; the next attempt is
 * told what was prepared ({@link SinkTask#prepared}).
 */
public interface SinkWriter<T> {

    void write(T value) throws Exception;

    /**
     * Writes a record that has a number. Called in place of {@link #write(Object)} where the sink shows records at once
     * and the job's protocol gives exactly once. Such a record is written when no failure can take it back any more;
     * where a failure leaves open whether it was, it is written again, with the same content and the same number.
     *
     * <p>So job, run, operator and subtask of the {@link SinkTask} and the number are a key by which what is written
     * again can be told.
     *
     * @param number from 1, growing by 1 from one record of this task to the next, over all of its attempts
     */
    default void write(T value, long number) throws Exception {
        write(value);
    }

    /** Nothing more is at hand right now: what is buffered may go out, if it may be seen. */
    default void flush() throws Exception {}

    /**
     * Ends an epoch: all that was written since the one before.
     *
     * @param epoch its number, from 1, growing but not dense
     * @return what {@link #commit} needs, also in another process and after any time; empty if there is nothing to
     *     commit, and then that does not happen. A few bytes, or the output itself where the store has no better place
     */
    default byte[] prepare(long epoch) throws Exception {
        flush();
        return new byte[0];
    }

    /**
     * Makes an epoch visible. May come again for one that is visible already, and changes nothing then.
     *
     * @param prepared what {@link #prepare} returned
     */
    default void commit(byte[] prepared) throws Exception {}

    /** The end, whatever happened. What is prepared stays; what is not is dropped. */
    default void close() throws Exception {}
}
