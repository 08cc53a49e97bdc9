package dev.levada.api.connector;

import java.io.IOException;

/** Reads one split from front to end. Confined to one task. */
public interface SourceReader<T> extends AutoCloseable {

    /** What a read found. */
    enum Status {
        /** There may be more at once. */
        MORE,
        /** Nothing now; {@link SourceReader#nextNanos} says when to ask again. */
        IDLE,
        /** Nothing ever again. */
        END
    }

    /**
     * Emits records.
     *
     * @param maxRecords at most so many, from 1
     * @param nowNanos the monotonic time of this turn
     */
    Status read(SourceOutput<T> out, int maxRecords, long nowNanos) throws IOException;

    /**
     * Where to go on after what was emitted: 0 at the start, never falling, otherwise the connector's own affair.
     * {@link Source#open} takes it back.
     */
    long position();

    /** After {@link Status#IDLE}: the monotonic time at which the next record is due, or 0 if that is not known. */
    default long nextNanos() {
        return 0;
    }

    @Override
    default void close() throws IOException {}
}
