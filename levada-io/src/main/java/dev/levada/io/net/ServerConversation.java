package dev.levada.io.net;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The side that waits to be greeted. Confined to the connection's I/O thread. */
final class ServerConversation implements Conversation {
    private final Greeting self;
    private final Set<Role> allowed;
    private final Proving proving;
    private final int port;
    private final SecureRandom random;

    private @Nullable Identity claimed;
    private byte[] transcript = {};

    ServerConversation(Greeting self, Set<Role> allowed, Proving proving, int port, SecureRandom random) {
        this.self = self;
        this.allowed = allowed;
        this.proving = proving;
        this.port = port;
        this.random = random;
    }

    @Override
    public void begin(Consumer<byte[]> say) {}

    @Override
    public @Nullable Identity received(ByteBuffer message, Consumer<byte[]> say) throws Refusal {
        ByteBuffer body = message.duplicate();
        HandshakeKind kind = Greeting.kind(body);
        if (claimed == null && kind == HandshakeKind.HELLO) {
            challenge(Wire.bytes(message), Greeting.read(body), say);
            return null;
        }
        if (claimed != null && kind == HandshakeKind.PROOF) {
            proving.verify(claimed, Proving.Side.CLIENT, transcript, Wire.bytes(body));
            say.accept(Greeting.message(HandshakeKind.WELCOME, new byte[0]));
            return claimed;
        }
        throw Refusal.ofPeer(Reason.NOT_LEVADA, "it sent a %s out of turn".formatted(kind));
    }

    private void challenge(byte[] hello, Greeting greeting, Consumer<byte[]> say) throws Refusal {
        Identity peer = greeting.identity();
        claimed = peer;
        check(greeting);
        byte[] challenge = self.encoded(HandshakeKind.CHALLENGE, random);
        transcript = Transcript.of(port, hello, challenge);
        say.accept(Wire.joined(challenge, proving.prove(peer, Proving.Side.SERVER, transcript)));
    }

    private void check(Greeting greeting) throws Refusal {
        Identity peer = greeting.identity();
        if (!peer.cluster().equals(self.identity().cluster())) {
            String detail = "it belongs to cluster %s, this is %s"
                    .formatted(peer.cluster(), self.identity().cluster());
            throw Refusal.ofPeer(Reason.WRONG_CLUSTER, detail);
        }
        if (greeting.purpose() != self.purpose()) {
            String detail = "it comes for %s, this port is for %s".formatted(greeting.purpose(), self.purpose());
            throw Refusal.ofPeer(Reason.WRONG_PURPOSE, detail);
        }
        if (!allowed.contains(peer.role())) {
            String detail = "a %s is not allowed here, only %s".formatted(peer.role(), allowed);
            throw Refusal.ofPeer(Reason.ROLE_NOT_ALLOWED, detail);
        }
    }

    @Override
    public String peer() {
        return claimed == null ? Handshake.UNKNOWN : claimed.uri();
    }
}
