package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.List;

/**
 * One of a closed set of types: its place in the set, then the value.
 *
 * @param types the types without the sealed ones between, sorted by name
 * @param shapes one for each of the types
 */
record SealedShape(Class<?> type, List<Class<?>> types, List<Shape> shapes) implements Shape {

    @Override
    public void write(Object value, ByteOutput out, int depth) {
        int place = 0;
        while (!types.get(place).isInstance(value)) {
            place++;
        }
        out.writeLength(place);
        shapes.get(place).write(value, out, depth);
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int place = in.readLength();
        if (place >= shapes.size()) {
            throw new CorruptBytesException(
                    "type %d of %s expected, which permits %d".formatted(place, type.getName(), shapes.size()));
        }
        return shapes.get(place).read(in, depth);
    }
}
