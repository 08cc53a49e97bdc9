package dev.levada.api.connector;

/** An output. */
public interface Sink<T> {

    /** What becomes of what was written when the job fails. */
    enum Visibility {
        /** What is written is seen at once and stays. */
        AT_ONCE,
        /** What is written is seen when it is committed, or never. */
        ON_COMMIT
    }

    /**
     * Opens the part of one task.
     *
     * @param subtask from 0 to the sink's parallelism - 1
     * @throws BadInputException if the output cannot be written
     */
    SinkWriter<T> open(int subtask) throws Exception;

    Visibility visibility();

    /** The only parallelism this sink can have, or 0 if any will do. A single file, say, has 1. */
    default int fixedParallelism() {
        return 0;
    }

    /** Whether a write may wait for the outside world, so that it needs a thread of its own. */
    default boolean blocking() {
        return false;
    }

    /** What is written, for people: {@code csv spikes.csv}. */
    default String describe() {
        return getClass().getSimpleName();
    }
}
