package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HexFormat;

/** Writes and reads whole values. */
final class Bytes {
    private Bytes() {}

    @SuppressWarnings("unchecked")
    static byte[] of(Codec<?> codec, Object value) {
        ByteOutput out = new ByteOutput(16);
        ((Codec<Object>) codec).write(value, out);
        return out.toByteArray();
    }

    static String hex(Codec<?> codec, Object value) {
        return HexFormat.of().formatHex(of(codec, value));
    }

    /** Reads one value, which must take all bytes. */
    static Object read(Codec<?> codec, byte[] bytes) {
        ByteInput in = new ByteInput(bytes);
        Object value = codec.read(in);
        if (in.remaining() > 0) {
            throw new AssertionError(in.remaining() + " bytes are left after " + value);
        }
        return value;
    }

    static Object read(Codec<?> codec, String hex) {
        return read(codec, HexFormat.of().parseHex(hex));
    }

    static Object roundTrip(Codec<?> codec, Object value) {
        return read(codec, of(codec, value));
    }

    /** The generic type of a record's only component. */
    static Type componentType(Class<?> holder) {
        RecordComponent[] components = holder.getRecordComponents();
        return components[0].getGenericType();
    }
}
