package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;

/** A value that says of what type it is, which must be a subtype of the bound. */
record BoundedShape(Class<?> bound, AnyShape any) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        any.write(value, out, depth);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        Object value = any.read(in, depth);
        if (!bound.isInstance(value)) {
            throw new CorruptBytesException("a %s expected, was a %s"
                    .formatted(bound.getName(), value.getClass().getName()));
        }
        return value;
    }
}
