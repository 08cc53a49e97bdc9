package dev.levada.io.net;

import java.util.Optional;

/**
 * Both ends prove that they know a secret; nothing is encrypted. For loopback addresses only, where no other user can
 * listen in: it keeps other users of the host from connecting, and from posing as a process of the cluster.
 *
 * @param secrets finds the secret shared with a peer
 */
public record SharedSecret(Lookup secrets) implements Security {

    /** Finds secrets. Called on I/O threads, so it must not block. */
    @FunctionalInterface
    public interface Lookup {

        /**
         * The secret shared with a peer.
         *
         * @param peer who it says it is
         * @return empty if it is none of ours
         */
        Optional<Secret> with(Identity peer);
    }

    /** One secret for all: each process that knows it can pose as any other. */
    public static SharedSecret ofAll(Secret secret) {
        return new SharedSecret(peer -> Optional.of(secret));
    }
}
