package dev.levada.api.connector;

import java.util.Locale;

/** An output. */
public interface Sink<T> {

    /** What a sink can do so that output written again after a failure is not seen twice. */
    enum Contract {
        /** What is written is seen at once and stays: written again, it is seen again. */
        PLAIN,
        /** Writing the same record again changes nothing, because the record itself says what it replaces. */
        IDEMPOTENT,
        /**
         * A write replaces what an earlier attempt wrote under the same key, and late writes of that attempt are
         * refused.
         */
        FENCED_UPSERT,
        /**
         * What an epoch wrote is stored together with the epoch's number in one transaction of the store, or not at
         * all.
         */
        OFFSET_IN_SINK,
        /** What an epoch wrote is prepared, which lasts, and seen when it is committed (two-phase commit). */
        TRANSACTIONAL;

        /** Whether nothing is seen before it is committed, and everything committed is seen once. */
        public boolean onCommit() {
            return this == OFFSET_IN_SINK || this == TRANSACTIONAL;
        }

        /** The name in plans: {@code offset in sink} and so on. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * Opens the part of one task. A sink that is seen {@link Contract#onCommit on commit} first commits all that is
     * {@link SinkTask#prepared()} and drops everything else that earlier attempts of the same task have left.
     *
     * @throws BadInputException if the output cannot be written
     */
    SinkWriter<T> open(SinkTask task) throws Exception;

    Contract contract();

    /**
     * Whether what was prepared and committed is still known when this process is gone. Where it is not, the sink keeps
     * its contract within one run only.
     */
    default boolean lasting() {
        return true;
    }

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
