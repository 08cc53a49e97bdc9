package dev.levada.io.net;

/** By the certificate that TLS has checked already: the peer must be who it names. */
record CertificateProving(Identity certified) implements Proving {

    @Override
    public byte[] prove(Identity peer, Side side, byte[] transcript) {
        return new byte[0];
    }

    @Override
    public void verify(Identity peer, Side side, byte[] transcript, byte[] proof) throws Refusal {
        if (!peer.equals(certified)) {
            throw Refusal.ofPeer(
                    Reason.NOT_AS_CERTIFIED, "it says it is %s, its certificate %s".formatted(peer, certified));
        }
    }
}
