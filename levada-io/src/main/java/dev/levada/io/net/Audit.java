package dev.levada.io.net;

import java.net.SocketAddress;

/** Is told of each peer that was refused. Called on I/O threads, so it must neither block nor throw. */
@FunctionalInterface
public interface Audit {

    /**
     * A peer was refused, and its connection is being closed.
     *
     * @param who the identity the peer proved or claimed; "unknown" if it did neither
     * @param from the peer's address
     * @param detail for people, one line: what was expected and what was found. Never holds a secret, nor bytes that
     *     the peer chose beyond names of a known form
     */
    void refused(Reason reason, String who, SocketAddress from, String detail);

    /** Keeps nothing. */
    static Audit none() {
        return (reason, who, from, detail) -> {};
    }
}
