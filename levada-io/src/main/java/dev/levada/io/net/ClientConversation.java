package dev.levada.io.net;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The side that greets. Confined to the connection's I/O thread. */
final class ClientConversation implements Conversation {
    private final byte[] hello;
    private final Expected expected;
    private final Proving proving;
    private final int port;

    private @Nullable Identity server;

    ClientConversation(Greeting self, Expected expected, Proving proving, int port, SecureRandom random) {
        this.hello = self.encoded(HandshakeKind.HELLO, random);
        this.expected = expected;
        this.proving = proving;
        this.port = port;
    }

    @Override
    public void begin(Consumer<byte[]> say) {
        say.accept(hello);
    }

    @Override
    public @Nullable Identity received(ByteBuffer message, Consumer<byte[]> say) throws Refusal {
        ByteBuffer body = message.duplicate();
        HandshakeKind kind = Greeting.kind(body);
        if (kind == HandshakeKind.REFUSED) {
            throw refused(body);
        }
        if (server == null && kind == HandshakeKind.CHALLENGE) {
            prove(Wire.bytes(message), body, say);
            return null;
        }
        if (server != null && kind == HandshakeKind.WELCOME) {
            return server;
        }
        throw Refusal.ofPeer(Reason.NOT_LEVADA, "it sent a %s out of turn".formatted(kind));
    }

    private void prove(byte[] message, ByteBuffer body, Consumer<byte[]> say) throws Refusal {
        Identity peer = Greeting.read(body).identity();
        expected.check(peer);
        byte[] proof = Wire.bytes(body);
        byte[] challenge = Arrays.copyOf(message, message.length - proof.length);
        byte[] transcript = Transcript.of(port, hello, challenge);
        proving.verify(peer, Proving.Side.SERVER, transcript, proof);
        server = peer;
        say.accept(Greeting.message(HandshakeKind.PROOF, proving.prove(peer, Proving.Side.CLIENT, transcript)));
    }

    private static Refusal refused(ByteBuffer body) throws Refusal {
        try {
            Reason reason = Reason.valueOf(Wire.text(body));
            return Refusal.byPeer(reason, "it refuses this process: %s".formatted(reason));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw Refusal.byPeer(
                    Reason.NOT_LEVADA, "it refuses this process, for a reason that this version does not know");
        }
    }

    @Override
    public String peer() {
        return server == null ? expected.toString() : server.uri();
    }
}
