package dev.levada.api.connector;

import dev.levada.api.operator.Emitter;

/** Where a source puts its records, and what it could not make a record of. */
public interface SourceOutput<T> extends Emitter<T> {

    /**
     * Emits a record that was due at a known time, from which its latency counts.
     *
     * @param dueNanos monotonic time, on the clock of {@link SourceReader#read}
     */
    void emit(T value, long dueNanos);

    /** Hands over an input that is no record; the operator's error policy decides, and may throw. */
    void malformed(MalformedRecordException problem);
}
