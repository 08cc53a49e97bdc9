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
 *   magic "LVDA" · version 1 byte · kind                     every message
 *   purpose · role · cluster · node · nonce 32 bytes         greetings only
 * </pre>
 *
 * Kind, purpose, role and names are texts: 1 byte length, then ASCII. A nonce is never used twice.
 */
record Greeting(Purpose purpose, Identity identity) {
    private static final byte[] MAGIC = "LVDA".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 32;

    byte[] encoded(HandshakeKind kind, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return message(
                kind,
                Wire.joined(
                        Wire.text(purpose.name()),
                        Wire.text(identity.role().name()),
                        Wire.text(identity.cluster()),
                        Wire.text(identity.node()),
                        nonce));
    }

    /** Leaves the buffer after the greeting. */
    static Greeting read(ByteBuffer body) throws Refusal {
        try {
            Purpose purpose = Purpose.valueOf(Wire.text(body));
            Role role = Role.valueOf(Wire.text(body));
            Identity identity = new Identity(Wire.text(body), role, Wire.text(body));
            body.position(body.position() + NONCE_BYTES);
            return new Greeting(purpose, identity);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "its greeting cannot be read");
        }
    }

    static byte[] message(HandshakeKind kind, byte[] body) {
        return Wire.joined(MAGIC, new byte[] {VERSION}, Wire.text(kind.name()), body);
    }

    /** Reads the head; leaves the buffer at the body. */
    static HandshakeKind kind(ByteBuffer message) throws Refusal {
        if (message.remaining() <= MAGIC.length || !hasMagic(message)) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "its first bytes are not those of a Levada process");
        }
        byte version = message.get();
        if (version != VERSION) {
            String detail = "it speaks version %d of the handshake, this is version %d; run the same Levada on both"
                    .formatted(version, VERSION);
            throw Refusal.ofPeer(Reason.WRONG_VERSION, detail);
        }
        try {
            return HandshakeKind.valueOf(Wire.text(message));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw Refusal.ofPeer(Reason.NOT_LEVADA, "it sent a message that no handshake has");
        }
    }

    private static boolean hasMagic(ByteBuffer message) {
        byte[] first = new byte[MAGIC.length];
        message.get(first);
        return Arrays.equals(first, MAGIC);
    }
}
