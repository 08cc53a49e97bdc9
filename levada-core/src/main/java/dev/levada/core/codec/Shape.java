package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;

/** A codec that knows how deep inside other values it stands. Immutable, shared between threads. */
interface Shape extends Codec<Object> {

    /** Appends at least one byte. */
    void write(Object value, ByteOutput out, int depth);

    Object read(ByteInput in, int depth);

    @Override
    default void write(Object value, ByteOutput out) {
        write(value, out, 0);
    }

    @Override
    default Object read(ByteInput in) {
        try {
            return read(in, 0);
        } catch (CorruptBytesException e) {
            throw e;
        } catch (RuntimeException e) { // a date out of range, or a user's code that does not like the value
            throw corrupt("the bytes hold a value that cannot be", e);
        }
    }

    static CorruptBytesException corrupt(String message, Throwable cause) {
        CorruptBytesException corrupt = new CorruptBytesException(message + ": " + cause);
        corrupt.initCause(cause);
        return corrupt;
    }
}
