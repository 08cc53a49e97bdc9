package dev.levada.io.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Both ends show a certificate, and all is encrypted. A certificate names its one identity as an alternative name
 * {@code levada://CLUSTER/ROLE/NODE} of type URI, which must be the one that its holder claims; host names in it are
 * not looked at. Thread-safe.
 */
public final class Mtls implements Security {
    private static final String[] TLS_13 = {"TLSv1.3"};
    private static final String[] TLS_12_TOO = {"TLSv1.3", "TLSv1.2"};

    /**
     * More than the 7 days of RFC 8446, section 4.6.1, for which a server may let a session be taken up again: never.
     */
    private static final int NO_SESSION_SECONDS = 8 * 24 * 60 * 60;

    private final CurrentCredentials current;
    private final PeerTrust.Rule rule;
    private final OwnKey key;
    private final SslContext server;
    private final SslContext client;

    private Mtls(CurrentCredentials current, PeerTrust.Rule rule, String... protocols) throws IOException {
        this.current = current;
        this.rule = rule;
        this.key = new OwnKey(() -> current.get().key());
        PeerTrust trust = new PeerTrust(rule);
        try {
            server = SslContextBuilder.forServer(key)
                    .sslProvider(SslProvider.JDK)
                    .trustManager(trust)
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols(protocols)
                    .build();
            // A node is known by its identity, which is checked when it greets, and not by its host.
            client = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .keyManager(key)
                    .trustManager(trust)
                    .endpointIdentificationAlgorithm(null)
                    .protocols(protocols)
                    .build();
        } catch (SSLException e) {
            throw new IOException("certificates of %s cannot be used for TLS: %s".formatted(current.get(), e), e);
        }
    }

    private static Mtls of(CurrentCredentials current) throws IOException {
        return new Mtls(current, peer -> current.get().authorities(), TLS_13);
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
        return of(CurrentCredentials.of(() -> Credentials.ofPem(certificate, key, authorities)));
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
        return of(CurrentCredentials.lasting(Credentials.ofPkcs12(store, password, authorities)));
    }

    /** Of a worker, as {@link WorkerAuthority#issue} wrote it: workers are those of the same authority. */
    static Mtls ofIssued(String text) throws IOException {
        WorkerAuthority.Issued issued = WorkerAuthority.Issued.of(text);
        Credentials own = issued.credentials();
        Authorities siblings = issued.siblings();
        return new Mtls(
                CurrentCredentials.lasting(own),
                peer -> peer != null && peer.role() == Role.WORKER ? siblings : own.authorities(),
                TLS_13);
    }

    /** The same, but peers may speak TLS 1.2 as well as 1.3. */
    public Mtls withTls12() throws IOException {
        return new Mtls(current, rule, TLS_12_TOO);
    }

    /**
     * The same, but certificates of workers must be signed by an authority for them, and the authorities of the cluster
     * cannot sign one. An authority for workers can vouch for nobody else.
     *
     * @param workers finds the authority of a worker
     */
    public Mtls trustingWorkers(WorkerAuthority.Lookup workers) throws IOException {
        return new Mtls(
                current,
                peer -> peer == null || peer.role() != Role.WORKER
                        ? current.get().authorities()
                        : workers.of(peer)
                                .orElseThrow(() -> new CertificateException("no authority is known for it"))
                                .authorities(),
                TLS_13);
    }

    /**
     * For doors of other kinds, such as HTTP: with {@link #keyManager} and {@link #trustManager}. A door must ask for a
     * certificate. Sessions are not taken up again.
     *
     * @param roles whose certificates to take
     */
    public SSLContext context(Set<Role> roles) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {keyManager()}, new TrustManager[] {trustManager(roles)}, null);
            context.getServerSessionContext().setSessionTimeout(NO_SESSION_SECONDS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS 1.3: " + e.getMessage(), e);
        }
    }

    /** Shows the own certificate, also after {@link #renew}. */
    public KeyManager keyManager() {
        return key;
    }

    /**
     * Takes peers of this cluster alone, which its authorities have signed.
     *
     * @param roles whose certificates to take
     */
    public TrustManager trustManager(Set<Role> roles) {
        Set<Role> welcome = Set.copyOf(roles);
        return new PeerTrust(peer -> {
            requireWelcome(peer, welcome);
            return current.get().authorities();
        });
    }

    private void requireWelcome(@Nullable Identity peer, Set<Role> welcome) throws CertificateException {
        if (peer == null
                || !welcome.contains(peer.role())
                || !peer.cluster().equals(identity().cluster())) {
            String roles = welcome.stream().map(Role::name).sorted().collect(Collectors.joining(" or "));
            throw new CertificateException("the certificate is of %s, and not of a %s of cluster %s"
                    .formatted(peer == null ? "nobody" : peer, roles, identity().cluster()));
        }
    }

    /**
     * Whom the certificate names.
     *
     * @throws IllegalStateException if it names nobody, or more than one
     */
    public Identity identity() {
        try {
            return Certified.identity(current.get().certificate());
        } catch (Refusal refusal) {
            throw new IllegalStateException(
                    "certificate %s cannot be used: %s".formatted(current.get(), refusal.detail()), refusal);
        }
    }

    /** The names and addresses of hosts that stand in the certificate, for tools that look at them. */
    public Set<String> hosts() {
        return Certified.hosts(current.get().certificate());
    }

    /**
     * Reads its files again. What has changed is used by all connections made from now on, also by those of what was
     * made of this one; open ones stay. Blocks on the disk.
     *
     * @return whether something has changed
     * @throws IOException as for {@link #ofPem}, or if the certificate is another node's; then nothing changes
     */
    public boolean renew() throws IOException {
        return current.renew();
    }

    /** Refuses certificates of another than this process. */
    void requireOwn(Identity self) throws RefusedException {
        try {
            Identity certified = Certified.identity(current.get().certificate());
            if (!certified.equals(self)) {
                throw new RefusedException(
                        Reason.NOT_AS_CERTIFIED,
                        "this process is %s, but the certificate %s is of %s; give each process its own"
                                .formatted(self, current.get(), certified));
            }
        } catch (Refusal refusal) {
            throw new RefusedException(
                    refusal.reason(), "certificate %s cannot be used: %s".formatted(current.get(), refusal.detail()));
        }
    }

    Authorities authorities() {
        return current.get().authorities();
    }

    SslHandler handler(Proving.Side side, ByteBufAllocator allocator) {
        SslHandler handler = (side == Proving.Side.SERVER ? server : client).newHandler(allocator);
        // The handshake's own deadline counts from the first byte of all.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }
}
