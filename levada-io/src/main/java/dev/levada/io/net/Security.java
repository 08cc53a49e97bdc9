package dev.levada.io.net;

import java.io.IOException;

/** How processes prove to each other who they are. */
public sealed interface Security permits SharedSecret, Mtls {

    /**
     * Reads what a worker is given by who starts it: {@link Secret#encoded} of a secret that is shared by all, or what
     * {@link WorkerAuthority#issue} wrote.
     *
     * @throws IOException if it is neither; the message does not repeat it
     */
    static Security ofText(String text) throws IOException {
        if (WorkerAuthority.Issued.isIn(text)) {
            return Mtls.ofIssued(text);
        }
        try {
            return SharedSecret.ofAll(Secret.of(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("this worker was given neither a secret nor a certificate", e);
        }
    }
}
