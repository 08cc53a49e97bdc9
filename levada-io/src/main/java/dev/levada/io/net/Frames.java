package dev.levada.io.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.zip.CRC32C;

/**
 * The form of a message on the wire: one frame or more, all but the last full.
 *
 * <pre>
 *   length   4 bytes  of what follows it: 5 to 65,541
 *   flags    1 byte   1 if the message goes on in the next frame, else 0
 *   crc      4 bytes  CRC32C of length, flags and payload
 *   payload  0 to 65,536 bytes
 * </pre>
 */
final class Frames {
    static final int MAX_PAYLOAD = 64 * 1024;
    static final int LENGTH_BYTES = 4;
    static final int MORE = 1;

    /** Flags and checksum, which the length counts. */
    static final int FIXED_BYTES = 5;

    private static final int HEADER_BYTES = LENGTH_BYTES + FIXED_BYTES;

    private Frames() {}

    /** One buffer for a whole message, so that frames of two messages never mix. */
    static ByteBuf encode(ByteBufAllocator allocator, byte[] bytes, int offset, int length) {
        ByteBuf frames = allocator.directBuffer(encodedBytes(length));
        int at = offset;
        int left = length;
        do {
            int payload = Math.min(left, MAX_PAYLOAD);
            left -= payload;
            append(frames, bytes, at, payload, left > 0 ? MORE : 0);
            at += payload;
        } while (left > 0);
        return frames;
    }

    static int encodedBytes(int length) {
        int frames = Math.max(1, (length + MAX_PAYLOAD - 1) / MAX_PAYLOAD);
        return length + frames * HEADER_BYTES;
    }

    private static void append(ByteBuf frames, byte[] bytes, int offset, int length, int flags) {
        CRC32C crc = checksumOf(FIXED_BYTES + length, flags);
        crc.update(bytes, offset, length);
        frames.writeInt(FIXED_BYTES + length)
                .writeByte(flags)
                .writeInt((int) crc.getValue())
                .writeBytes(bytes, offset, length);
    }

    static int checksum(int length, int flags, ByteBuf payload) {
        CRC32C crc = checksumOf(length, flags);
        crc.update(payload.nioBuffer());
        return (int) crc.getValue();
    }

    private static CRC32C checksumOf(int length, int flags) {
        CRC32C crc = new CRC32C();
        crc.update(length >>> 24);
        crc.update(length >>> 16);
        crc.update(length >>> 8);
        crc.update(length);
        crc.update(flags);
        return crc;
    }
}
