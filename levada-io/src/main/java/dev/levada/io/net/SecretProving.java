package dev.levada.io.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** By an HMAC over the conversation; the nonces in it make each proof good for one conversation only. */
record SecretProving(SharedSecret.Lookup secrets) implements Proving {

    @Override
    public byte[] prove(Identity peer, Side side, byte[] transcript) throws Refusal {
        Secret secret = secrets.with(peer)
                .orElseThrow(() -> Refusal.ofPeer(Reason.UNKNOWN_PEER, "no secret is shared with it"));
        return secret.proof(side.name().getBytes(StandardCharsets.US_ASCII), transcript);
    }

    @Override
    public void verify(Identity peer, Side side, byte[] transcript, byte[] proof) throws Refusal {
        if (!MessageDigest.isEqual(prove(peer, side, transcript), proof)) {
            throw Refusal.ofPeer(Reason.BAD_PROOF, "it does not know the secret");
        }
    }
}
