package dev.levada.io.net;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One side of a handshake, without its wire. */
interface Conversation {

    /** Says what comes first, if it is this side's turn. */
    void begin(Consumer<byte[]> say);

    /**
     * Answers the peer.
     *
     * @return who the peer is, once that is proved on both sides and nothing is left to say
     */
    @Nullable
    Identity received(ByteBuffer message, Consumer<byte[]> say) throws Refusal;

    /** For people: who the peer says it is, or is expected to be. */
    String peer();

    /** A conversation for a connection. */
    @FunctionalInterface
    interface Opening {

        /** @param serverPort as this side sees it: a relay that sits on another port makes the two sides differ */
        Conversation with(Proving proving, int serverPort);
    }
}
