package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;

/** A type whose codec the user gave. */
record GivenShape<T>(Class<T> type, Codec<T> codec) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        codec.write(type.cast(value), out);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        try {
            return codec.read(in);
        } catch (CorruptBytesException e) {
            throw e;
        } catch (RuntimeException e) { // the user's code meets bytes that it did not write
            throw Shape.corrupt("the codec given for " + type.getName() + " cannot read these bytes", e);
        }
    }
}
