package dev.levada.io.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An authority that signs certificates of workers, and that others trust for workers alone. It is in memory only, and
 * what it has signed is worth nothing once those who trust it have forgotten it: so the certificates need no short
 * life. Needs BouncyCastle's bcpkix, as {@link DevelopmentCa} does. Thread-safe.
 */
public final class WorkerAuthority {
    /** The clocks of other hosts may be behind. */
    private static final Duration HEAD_START = Duration.ofHours(1);

    /** Longer than any process that trusts it. */
    private static final Duration LIFE = Duration.ofDays(3_650);

    private final Mtls cluster;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Instant until;
    private final Authorities own;

    private WorkerAuthority(Mtls cluster, KeyPair pair, Instant now) throws IOException {
        this.cluster = cluster;
        this.key = pair.getPrivate();
        this.until = now.plus(LIFE);
        String name = "Levada workers of " + cluster.identity().cluster();
        this.certificate = Certificates.ofAuthority(name, pair, now.minus(HEAD_START), until);
        this.own = Authorities.of(List.of(certificate));
    }

    /** Finds authorities. Called on I/O threads, so it must not block. */
    @FunctionalInterface
    public interface Lookup {

        /**
         * The authority that must have signed a worker's certificate.
         *
         * @param worker whom the certificate names
         * @return empty if there is no such worker
         */
        Optional<WorkerAuthority> of(Identity worker);
    }

    /** Makes a new one, whose workers trust the authorities of the cluster for all who are no workers. */
    public static WorkerAuthority create(Mtls cluster) throws IOException {
        return new WorkerAuthority(cluster, Certificates.keyPair(), Instant.now());
    }

    /**
     * All that a worker needs, as text: for a pipe, never for a log or a command line. {@link Security#ofText} reads
     * it.
     *
     * @param node the worker's name
     */
    public String issue(String node) throws IOException {
        KeyPair pair = Certificates.keyPair();
        X509Certificate issued =
                certificate(new Identity(cluster.identity().cluster(), Role.WORKER, node), pair.getPublic());
        StringBuilder text = new StringBuilder(Pem.text(pair.getPrivate()));
        text.append(Pem.text(issued)).append(Pem.text(certificate));
        for (X509Certificate authority : cluster.authorities().certificates()) {
            text.append(Pem.text(authority));
        }
        return text.toString();
    }

    /** @param worker of another role, nobody would believe it */
    X509Certificate certificate(Identity worker, PublicKey of) throws IOException {
        Instant from = Instant.now().minus(HEAD_START);
        return Certificates.ofNode(worker, List.of(), of, from, until, certificate, key);
    }

    Authorities authorities() {
        return own;
    }

    /**
     * What was issued, read.
     *
     * @param credentials the worker's own, and the authorities of the cluster
     * @param siblings who may sign other workers
     */
    record Issued(Credentials credentials, Authorities siblings) {
        private static final String SOURCE = "what the agent told this worker";

        /** How it begins, and no secret does. */
        static boolean isIn(String text) {
            return text.startsWith("-----BEGIN");
        }

        static Issued of(String text) throws IOException {
            int first = Math.max(0, text.indexOf("-----BEGIN CERTIFICATE"));
            List<X509Certificate> all =
                    Pem.certificates(SOURCE, text.substring(first).getBytes(StandardCharsets.US_ASCII));
            if (all.size() < 3) {
                throw new IOException(
                        "%s holds %d certificates; its own, its authority's and those of the cluster were expected"
                                .formatted(SOURCE, all.size()));
            }
            Credentials credentials = new Credentials(
                    SOURCE,
                    Pem.privateKey(SOURCE, text),
                    all.subList(0, 1),
                    Authorities.of(all.subList(2, all.size())));
            return new Issued(credentials, Authorities.of(all.subList(1, 2)));
        }
    }
}
