package dev.levada.io.net;

/** Why a connection ended, or never came to be. */
public enum Reason {
    /** Closed by this process. */
    CLOSED_HERE(false),
    /** Closed by the other process. */
    CLOSED_BY_PEER(false),
    /** The network failed, or nothing listens there. */
    BROKEN(false),
    /** The handler of its messages threw. */
    HANDLER_FAILED(false),

    /** A frame with an impossible length, unknown flags or a wrong checksum. */
    BAD_FRAME(true),
    /** A message above the bound. */
    MESSAGE_TOO_LARGE(true),
    /** What waits to be sent to the peer is above the bound. */
    PEER_DOES_NOT_READ(true),

    /** Plain text where TLS is spoken. */
    NOT_TLS(true),
    /** No TLS version, cipher or signature in common, or the handshake broke off. */
    TLS_FAILED(true),
    /** The peer showed no certificate. */
    NO_CERTIFICATE(true),
    /** The peer's certificate is not signed by our certificate authority, or not for this use. */
    WRONG_AUTHORITY(true),
    /** The peer's certificate, or one it is signed by, is out of date. */
    CERTIFICATE_EXPIRED(true),
    /** The peer's certificate, or one it is signed by, is for later. */
    CERTIFICATE_NOT_YET_VALID(true),
    /** The peer's certificate names no Levada identity, or more than one. */
    NO_IDENTITY(true),
    /** The peer says it is another than its certificate says. */
    NOT_AS_CERTIFIED(true),

    /** What came first is not the start of a Levada conversation, or a part of it is out of place. */
    NOT_LEVADA(true),
    /** The peer speaks another version of the handshake. */
    WRONG_VERSION(true),
    /** The peer belongs to another cluster. */
    WRONG_CLUSTER(true),
    /** A data connection to a control port, or the other way round. */
    WRONG_PURPOSE(true),
    /** That role has no business here. */
    ROLE_NOT_ALLOWED(true),
    /** Not the process that was meant to be reached. */
    UNEXPECTED_SERVER(true),
    /** No secret is shared with that identity. */
    UNKNOWN_PEER(true),
    /** The peer could not prove that it knows the secret. */
    BAD_PROOF(true),
    /** The peer did not say who it is in time. */
    HANDSHAKE_TIMEOUT(true),

    /** The listener has all the connections it may have. */
    TOO_MANY_CONNECTIONS(true),
    /** The address has all the connections it may have. */
    TOO_MANY_FROM_ADDRESS(true),
    /** The oldest of too many that had not said who they are. */
    TOO_MANY_UNAUTHENTICATED(true);

    private final boolean refusal;

    Reason(boolean refusal) {
        this.refusal = refusal;
    }

    /** Whether the peer did something it may not. */
    public boolean isRefusal() {
        return refusal;
    }
}
