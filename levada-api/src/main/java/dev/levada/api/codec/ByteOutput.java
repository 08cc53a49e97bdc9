package dev.levada.api.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer that values are written to, big-endian. Confined to one thread. */
public final class ByteOutput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /** @param capacityBytes the room to start with, at least 16; it grows as needed */
    public ByteOutput(int capacityBytes) {
        this.bytes = new byte[Math.max(16, capacityBytes)];
    }

    /** How many bytes were written since the start or the last {@link #clear}. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The buffer itself, of which the first {@link #size} bytes count; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void writeInt(int value) {
        ensure(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    public void writeLong(long value) {
        ensure(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Writes a number in one to ten bytes, small magnitudes short, negative ones included. */
    public void writeVarLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        ensure(10);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a count or an index of at least 0 in one to five bytes. */
    public void writeLength(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("a length must be at least 0, was " + value);
        }
        ensure(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes the length in bytes, then UTF-8. */
    public void writeString(String value) {
        int length = value.length();
        ensure(5 + length);
        int start = size;
        writeLength(length);
        if (appendAscii(value)) {
            return;
        }
        size = start;
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        writeLength(encoded.length);
        writeBytes(encoded, 0, encoded.length);
    }

    /** Writes the bytes alone; their number is the caller's to keep. */
    public void writeBytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Whether it could: else what is behind {@link #size} means nothing. */
    private boolean appendAscii(String value) {
        byte[] to = bytes;
        int start = size;
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            to[start + i] = (byte) c;
        }
        size = start + length;
        return true;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
