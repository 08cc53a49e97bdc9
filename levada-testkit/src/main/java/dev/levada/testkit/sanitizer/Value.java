package dev.levada.testkit.sanitizer;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value as it was when it was seen, in bytes if it can be written. */
public final class Value {
    private static final int MAX_CHARS = 200;
    private static final int BYTES = 64;

    private final Object object;
    private final byte @Nullable [] bytes;
    private final String text;
    private final Codec<Object> codec;

    private Value(Object object, byte @Nullable [] bytes, Codec<Object> codec) {
        this.object = object;
        this.bytes = bytes;
        this.text = shorten(String.valueOf(object)); // at once: the object may change
        this.codec = codec;
    }

    /** @param codec of any value */
    public static Value of(Object object, Codec<Object> codec) {
        return new Value(object, written(object, codec), codec);
    }

    private static byte @Nullable [] written(Object object, Codec<Object> codec) {
        try {
            ByteOutput out = new ByteOutput(BYTES);
            codec.write(object, out);
            return out.toByteArray();
        } catch (IllegalArgumentException e) {
            return null; // no codec: it never leaves the process
        }
    }

    /**
     * Another object with the same content, as it would come over a connection; the same one if it cannot be written.
     */
    Object copy() {
        return bytes == null ? object : codec.read(new ByteInput(bytes));
    }

    /** Whether the bytes are the same; of values that cannot be written, whether they are equal. */
    public boolean isSame(Value other) {
        return (bytes != null && other.bytes != null) ? Arrays.equals(bytes, other.bytes) : object.equals(other.object);
    }

    /** See {@link #isSame}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Value value && isSame(value);
    }

    @Override
    public int hashCode() {
        return bytes == null ? object.hashCode() : Arrays.hashCode(bytes);
    }

    private static String shorten(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    }

    @Override
    public String toString() {
        return text;
    }
}
