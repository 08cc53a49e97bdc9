package dev.levada.io.net;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes cut and joined. */
final class Wire {

    private Wire() {}

    static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.duplicate().get(bytes);
        return bytes;
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
