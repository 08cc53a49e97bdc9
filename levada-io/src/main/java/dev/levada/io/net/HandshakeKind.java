package dev.levada.io.net;

/** The messages of a handshake, in their order; each starts with {@link Greeting}'s magic, version and kind. */
enum HandshakeKind {
    /** The client says who it is, and for what it comes. */
    HELLO,
    /** The server says who it is, and proves it. */
    CHALLENGE,
    /** The client proves who it is. */
    PROOF,
    /** The server lets it in. */
    WELCOME,
    /** The server says why it does not. */
    REFUSED
}
