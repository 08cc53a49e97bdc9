package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.lang.reflect.Array;
import java.util.List;

/**
 * An array of primitives: the length, then the elements in fixed width.
 *
 * @param tag how {@link AnyShape} tells it from others; never given to another type
 */
record ArrayShape<A>(int tag, Class<A> type, int elementBytes, Writer<A> writer, Reader<A> reader) implements Shape {

    static final List<ArrayShape<?>> ALL = List.of(
            new ArrayShape<>(
                    20,
                    boolean[].class,
                    1,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.booleanFrom(in)),
            new ArrayShape<>(
                    21,
                    byte[].class,
                    Byte.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.byteFrom(in)),
            new ArrayShape<>(
                    22,
                    short[].class,
                    Short.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.shortFrom(in)),
            new ArrayShape<>(
                    23,
                    char[].class,
                    Character.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.charFrom(in)),
            new ArrayShape<>(
                    24,
                    int[].class,
                    Integer.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.intFrom(in)),
            new ArrayShape<>(
                    25,
                    long[].class,
                    Long.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.longFrom(in)),
            new ArrayShape<>(
                    26,
                    float[].class,
                    Float.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.floatFrom(in)),
            new ArrayShape<>(
                    27,
                    double[].class,
                    Double.BYTES,
                    (array, i, out) -> Primitives.write(array[i], out),
                    (array, i, in) -> array[i] = Primitives.doubleFrom(in)));

    /** Writes one element. */
    interface Writer<A> {
        void write(A array, int index, ByteOutput out);
    }

    /** Reads one element into its place. */
    interface Reader<A> {
        void read(A array, int index, ByteInput in);
    }

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        A array = type.cast(value);
        int length = Array.getLength(array);
        out.writeLength(length);
        if (array instanceof byte[] bytes) {
            out.writeBytes(bytes, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            writer.write(array, i, out);
        }
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int length = in.readLength();
        if (length > in.remaining() / elementBytes) {
            throw new CorruptBytesException("an array of %d elements of %d bytes expected, %d bytes are left"
                    .formatted(length, elementBytes, in.remaining()));
        }
        if (type == byte[].class) {
            return in.readBytes(length);
        }
        A array = type.cast(Array.newInstance(type.getComponentType(), length));
        for (int i = 0; i < length; i++) {
            reader.read(array, i, in);
        }
        return array;
    }
}
