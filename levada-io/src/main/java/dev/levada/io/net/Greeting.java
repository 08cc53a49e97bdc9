package dev.levada.io.net;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What each side first says of itself, in a {@link HandshakeKind#HELLO} or {@link HandshakeKind#CHALLENGE}; also the
 * head that all messages of the handshake have.
 *
 * <pre>
 *   magic "LVDA" · version 1 byte · kind 1 byte                             every message
 *   purpose 1 byte · role 1 byte · cluster, node: 1 byte length and ASCII   greetings only
 *   nonce 32 bytes, never used before
 * </pre>
 */
record Greeting(Purpose purpose, Identity identity) {
    private static final byte[] MAGIC = "LVDA".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 32;

    byte[] encoded(HandshakeKind kind, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] cluster = identity.cluster().getBytes(StandardCharsets.US_ASCII);
        byte[] node = identity.node().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer body = ByteBuffer.allocate(4 + cluster.length + node.length + NONCE_BYTES)
                .put((byte) purpose.ordinal())
                .put((byte) identity.role().ordinal());
        body.put((byte) cluster.length).put(cluster).put((byte) node.length).put(node);
        return message(kind, body.put(nonce).array());
    }

    /** Leaves the buffer after the greeting. */
    static Greeting read(ByteBuffer body) throws Refusal {
        try {
            Purpose purpose = oneOf(Purpose.values(), body.get());
            Role role = oneOf(Role.values(), body.get());
            Identity identity = new Identity(text(body), role, text(body));
            body.position(body.position() + NONCE_BYTES);
            return new Greeting(purpose, identity);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "its greeting cannot be read");
        }
    }

    static byte[] message(HandshakeKind kind, byte[] body) {
        return ByteBuffer.allocate(MAGIC.length + 2 + body.length)
                .put(MAGIC)
                .put(VERSION)
                .put((byte) kind.ordinal())
                .put(body)
                .array();
    }

    /** Reads the head; leaves the buffer at the body. */
    static HandshakeKind kind(ByteBuffer message) throws Refusal {
        if (message.remaining() < MAGIC.length + 2 || !hasMagic(message)) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "its first bytes are not those of a Levada process");
        }
        byte version = message.get();
        if (version != VERSION) {
            String detail = "it speaks version %d of the handshake, this is version %d; run the same Levada on both"
                    .formatted(version, VERSION);
            throw Refusal.ofPeer(Reason.WRONG_VERSION, detail);
        }
        try {
            return oneOf(HandshakeKind.values(), message.get());
        } catch (IllegalArgumentException e) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "it sent a message that no handshake has");
        }
    }

    private static boolean hasMagic(ByteBuffer message) {
        byte[] first = new byte[MAGIC.length];
        message.get(first);
        return Arrays.equals(first, MAGIC);
    }

    static <T> T oneOf(T[] values, byte ordinal) {
        if (ordinal < 0 || ordinal >= values.length) {
            throw new IllegalArgumentException("no value has the number " + ordinal);
        }
        return values[ordinal];
    }

    private static String text(ByteBuffer body) {
        byte[] text = new byte[Byte.toUnsignedInt(body.get())];
        body.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
