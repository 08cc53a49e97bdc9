package dev.levada.api.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that values are read from, the counterpart of {@link ByteOutput}. Reading past the end, or a length that cannot
 * be, is a {@link CorruptBytesException}: never a wrong value. Confined to one thread.
 */
public final class ByteInput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    public ByteInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteInput(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = Math.addExact(offset, length);
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - position;
    }

    public byte readByte() {
        need(1);
        return bytes[position++];
    }

    public int readInt() {
        need(Integer.BYTES);
        int value = (int) INT.get(bytes, position);
        position += Integer.BYTES;
        return value;
    }

    public long readLong() {
        need(Long.BYTES);
        long value = (long) LONG.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    public long readVarLong() {
        long raw = readVarBits(64);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /**
     * Reads a count or an index.
     *
     * @return at least 0; a caller that allocates by it compares it with {@link #remaining} first
     */
    public int readLength() {
        if (position < end && bytes[position] >= 0) { // most of them
            return bytes[position++];
        }
        return (int) readVarBits(31);
    }

    public String readString() {
        int length = readLength();
        need(length);
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    public byte[] readBytes(int length) {
        need(length);
        byte[] read = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return read;
    }

    private long readVarBits(int maxBits) {
        long value = 0;
        for (int shift = 0; shift < maxBits; shift += 7) {
            byte next = readByte();
            long bits = next & 0x7FL;
            value |= bits << shift;
            if (value >>> shift != bits) {
                break;
            }
            if (next >= 0) {
                if (maxBits == 31 && value > Integer.MAX_VALUE) {
                    throw new CorruptBytesException("a length of " + value + " is more than an array can hold");
                }
                return value;
            }
        }
        throw new CorruptBytesException("a number goes on past its " + maxBits + " bits");
    }

    private void need(int length) {
        if (length < 0 || length > end - position) {
            throw new CorruptBytesException(
                    "%d bytes expected at offset %d, %d are left".formatted(length, position, end - position));
        }
    }
}
