package dev.levada.io.net;

import java.nio.ByteBuffer;

/** What both sides have said, and where: each proof is over all of it. */
final class Transcript {

    private Transcript() {}

    static byte[] of(int serverPort, byte[] hello, byte[] challenge) {
        return ByteBuffer.allocate(2 + 4 + hello.length + challenge.length)
                .putShort((short) serverPort)
                .putInt(hello.length)
                .put(hello)
                .put(challenge)
                .array();
    }
}
