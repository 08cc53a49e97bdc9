package dev.levada.core.codec;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;

/**
 * Primitives in fixed width, big-endian. Floating point by {@code floatToIntBits} and {@code doubleToLongBits}, as
 * {@code equals} of the boxes sees it: there is one NaN, and -0.0 is not 0.0.
 */
final class Primitives {
    private Primitives() {}

    static void write(boolean value, ByteOutput out) {
        out.writeByte(value ? 1 : 0);
    }

    static void write(byte value, ByteOutput out) {
        out.writeByte(value);
    }

    static void write(short value, ByteOutput out) {
        out.writeByte(value >> 8);
        out.writeByte(value);
    }

    static void write(char value, ByteOutput out) {
        write((short) value, out);
    }

    static void write(int value, ByteOutput out) {
        out.writeInt(value);
    }

    static void write(long value, ByteOutput out) {
        out.writeLong(value);
    }

    static void write(float value, ByteOutput out) {
        out.writeInt(Float.floatToIntBits(value));
    }

    static void write(double value, ByteOutput out) {
        out.writeLong(Double.doubleToLongBits(value));
    }

    static boolean booleanFrom(ByteInput in) {
        byte value = in.readByte();
        if (value != 0 && value != 1) {
            throw new CorruptBytesException("a boolean is 0 or 1, was " + value);
        }
        return value == 1;
    }

    static byte byteFrom(ByteInput in) {
        return in.readByte();
    }

    static short shortFrom(ByteInput in) {
        return (short) ((in.readByte() << 8) | (in.readByte() & 0xFF));
    }

    static char charFrom(ByteInput in) {
        return (char) shortFrom(in);
    }

    static int intFrom(ByteInput in) {
        return in.readInt();
    }

    static long longFrom(ByteInput in) {
        return in.readLong();
    }

    static float floatFrom(ByteInput in) {
        return Float.intBitsToFloat(in.readInt());
    }

    static double doubleFrom(ByteInput in) {
        return Double.longBitsToDouble(in.readLong());
    }
}
