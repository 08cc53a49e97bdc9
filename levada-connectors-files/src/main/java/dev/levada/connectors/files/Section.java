package dev.levada.connectors.files;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an epoch adds to a file: the bytes of a hidden file, and where they go. As bytes it is what a snapshot keeps.
 *
 * @param epoch from 1
 * @param hidden the name of the hidden file, without a directory; empty if the epoch adds nothing
 * @param replaces whether the hidden file takes the target's place; otherwise it is added to it
 * @param blank whether the file holds no text up to the end of this section
 * @param offset where in the file the section starts; 0 if it replaces
 * @param length in bytes
 * @param checksum CRC32C of the bytes
 */
record Section(long epoch, String hidden, boolean replaces, boolean blank, long offset, long length, int checksum) {
    private static final byte VERSION = 1;
    private static final int REPLACES = 1;
    private static final int BLANK = 2;
    // The longest file name that any common file system takes is 255 characters.
    private static final int MOST_NAME_BYTES = 1_024;
    private static final int FIXED_BYTES = 2 + 3 * Long.BYTES + Integer.BYTES;

    Section {
        boolean named = !hidden.isEmpty();
        if (epoch < 1 || offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("epoch %d, %d bytes from %d on".formatted(epoch, length, offset));
        }
        if (named != (replaces || length > 0) || (replaces && offset > 0)) {
            throw new IllegalArgumentException(
                    "%d bytes from %d on in '%s', replaces: %s".formatted(length, offset, hidden, replaces));
        }
    }

    /** An epoch without records, whose end is where the one before it ended. */
    static Section nothing(long epoch, long offset, boolean blank) {
        return new Section(epoch, "", false, blank, offset, 0, 0);
    }

    boolean isNothing() {
        return hidden.isEmpty();
    }

    long end() {
        return offset + length;
    }

    byte[] toBytes() {
        byte[] name = hidden.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + name.length)
                .put(VERSION)
                .put((byte) ((replaces ? REPLACES : 0) | (blank ? BLANK : 0)))
                .putLong(epoch)
                .putLong(offset)
                .putLong(length)
                .putInt(checksum)
                .put(name)
                .array();
    }

    /** @throws IOException if the bytes are not what {@link #toBytes} gives */
    static Section of(byte[] bytes) throws IOException {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IOException(
                    "what was prepared is not of format %d but starts with %s; go on with the version of Levada that wrote it, or start anew"
                            .formatted(VERSION, bytes.length == 0 ? "nothing" : Byte.toString(bytes[0])));
        }
        if (bytes.length > FIXED_BYTES + MOST_NAME_BYTES) {
            throw damaged("%d bytes are too many".formatted(bytes.length), null);
        }
        try {
            return read(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
        } catch (BufferUnderflowException e) {
            throw damaged("%d bytes are too few".formatted(bytes.length), e);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private static Section read(ByteBuffer in) {
        byte flags = in.get();
        if ((flags & ~(REPLACES | BLANK)) != 0) {
            throw new IllegalArgumentException("unknown flags %x".formatted(flags));
        }
        long epoch = in.getLong();
        long offset = in.getLong();
        long length = in.getLong();
        int checksum = in.getInt();
        String hidden = StandardCharsets.UTF_8.decode(in).toString();
        return new Section(epoch, hidden, (flags & REPLACES) != 0, (flags & BLANK) != 0, offset, length, checksum);
    }

    private static IOException damaged(String what, @Nullable Exception cause) {
        return new IOException(
                "what was prepared is damaged: %s; restore the snapshot, or start anew".formatted(what), cause);
    }
}
