package dev.levada.io.net;

/** The peer is refused during the handshake. Expected, so it carries no stack trace. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final boolean byPeer;

    private Refusal(Reason reason, String detail, boolean byPeer) {
        super(detail, null, false, false);
        this.reason = reason;
        this.byPeer = byPeer;
    }

    static Refusal ofPeer(Reason reason, String detail) {
        return new Refusal(reason, detail, false);
    }

    /** It is the peer who refuses us. */
    static Refusal byPeer(Reason reason, String detail) {
        return new Refusal(reason, detail, true);
    }

    Reason reason() {
        return reason;
    }

    boolean isByPeer() {
        return byPeer;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
