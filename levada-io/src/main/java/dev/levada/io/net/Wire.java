package dev.levada.io.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Bytes cut and joined. */
final class Wire {

    private Wire() {}

    /** What is left in a buffer, which stays where it is. */
    static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.duplicate().get(bytes);
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
    }

    /** Its length in one byte, then the ASCII text, of at most 255 characters. */
    static byte[] text(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return joined(new byte[] {(byte) ascii.length}, ascii);
    }

    /** Reads what the other method of this name made. */
    static String text(ByteBuffer from) {
        byte[] ascii = new byte[Byte.toUnsignedInt(from.get())];
        from.get(ascii);
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
