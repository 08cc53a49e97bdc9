package dev.levada.io.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * Both ends show a certificate, and all is encrypted. A certificate names its one identity as an alternative name
 * {@code levada://CLUSTER/ROLE/NODE} of type URI, which must be the one that its holder claims; host names in it are
 * not looked at.
 */
public final class Mtls implements Security {
    private static final String[] TLS_13 = {"TLSv1.3"};
    private static final String[] TLS_12_TOO = {"TLSv1.3", "TLSv1.2"};

    private final Credentials credentials;
    private final SslContext server;
    private final SslContext client;

    private Mtls(Credentials credentials, String... protocols) throws IOException {
        this.credentials = credentials;
        try {
            server = SslContextBuilder.forServer(credentials.key(), credentials.chain())
                    .sslProvider(SslProvider.JDK)
                    .trustManager(credentials.authorities())
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols(protocols)
                    .build();
            // A node is known by its identity, which is checked when it greets, and not by its host.
            client = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .keyManager(credentials.key(), credentials.chain())
                    .trustManager(credentials.authorities())
                    .endpointIdentificationAlgorithm(null)
                    .protocols(protocols)
                    .build();
        } catch (SSLException e) {
            throw new IOException("certificates of %s cannot be used for TLS: %s".formatted(credentials, e), e);
        }
    }

    /**
     * Reads PEM files.
     *
     * @param certificate the node's certificate, then those between it and the authority, if any
     * @param key the node's key: PKCS#8, not encrypted, in a file that only its owner can read
     * @param authorities the certificates of those who may sign a peer's
     * @throws IOException if a file is not there or not of that form, if others may read the key, if the key is not the
     *     certificate's, or the certificate is out of date
     */
    public static Mtls ofPem(Path certificate, Path key, Path authorities) throws IOException {
        return new Mtls(Credentials.ofPem(certificate, key, authorities), TLS_13);
    }

    /**
     * Reads a PKCS#12 store with one key in it.
     *
     * @param store a file that only its owner can read
     * @param password of the store; the caller may clear it afterwards
     * @param authorities as for {@link #ofPem}, a PEM file
     * @throws IOException as for {@link #ofPem}
     */
    public static Mtls ofPkcs12(Path store, char[] password, Path authorities) throws IOException {
        return new Mtls(Credentials.ofPkcs12(store, password, authorities), TLS_13);
    }

    /** The same, but peers may speak TLS 1.2 as well as 1.3. */
    public Mtls withTls12() throws IOException {
        return new Mtls(credentials, TLS_12_TOO);
    }

    /** Refuses certificates of another than this process. */
    void requireOwn(Identity self) throws RefusedException {
        try {
            Identity certified = Certified.identity(credentials.chain()[0]);
            if (!certified.equals(self)) {
                throw new RefusedException(
                        Reason.NOT_AS_CERTIFIED,
                        "this process is %s, but the certificate %s is of %s; give each process its own"
                                .formatted(self, credentials, certified));
            }
        } catch (Refusal refusal) {
            throw new RefusedException(
                    refusal.reason(), "certificate %s cannot be used: %s".formatted(credentials, refusal.detail()));
        }
    }

    SslHandler handler(Proving.Side side, ByteBufAllocator allocator) {
        SslHandler handler = (side == Proving.Side.SERVER ? server : client).newHandler(allocator);
        // The handshake's own deadline counts from the first byte of all.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }
}
