package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.Arrays;
import java.util.List;

/** A constant by its place among the constants; the fingerprint holds their names and order. */
record EnumShape(Class<?> type, List<Enum<?>> constants) implements Shape {

    static EnumShape of(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return new EnumShape(type, List.of(Arrays.copyOf(constants, constants.length, Enum[].class)));
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // the place is what is written
    public void write(Object value, ByteOutput out, int depth) {
        out.writeLength(((Enum<?>) value).ordinal());
    }

    @Override
    public Object read(ByteInput in, int depth) {
        int place = in.readLength();
        if (place >= constants.size()) {
            throw new CorruptBytesException(
                    "constant %d of %s expected, which has %d".formatted(place, type.getName(), constants.size()));
        }
        return constants.get(place);
    }
}
