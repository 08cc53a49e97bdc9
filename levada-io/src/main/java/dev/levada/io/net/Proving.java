package dev.levada.io.net;

/** How one side of a handshake shows that it is who it says it is, and is shown the same. */
interface Proving {

    /**
     * A proof for the peer.
     *
     * @param side what it is of, so that a proof of one side cannot be sent back as that of the other
     * @param transcript what both sides have said so far
     */
    byte[] prove(Identity peer, Side side, byte[] transcript) throws Refusal;

    /** Refuses the peer if its proof is wrong. */
    void verify(Identity peer, Side side, byte[] transcript, byte[] proof) throws Refusal;

    /** The two sides of a connection. */
    enum Side {
        CLIENT,
        SERVER
    }
}
