package dev.levada.io.net;

import io.netty.handler.ssl.ResumableX509ExtendedTrustManager;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks certificates of peers: who must have signed one depends on whom it names. A server is known by that, and not
 * by its host, so the names of hosts are not looked at, whatever the connection asks for. A TLS session that is taken
 * up again is checked like a new one: who signed its certificate may not be trusted any more.
 */
final class PeerTrust extends X509ExtendedTrustManager implements ResumableX509ExtendedTrustManager {
    /** For a session that is taken up again, TLS does not say how its keys were exchanged. */
    private static final String UNKNOWN = "UNKNOWN";

    private final Rule rule;

    /** Says whose signature is good. Called on I/O threads, so it must not block. */
    @FunctionalInterface
    interface Rule {

        /**
         * Those who may sign the certificate of a peer.
         *
         * @param peer whom the certificate names; null if it names nobody, or more than one
         * @throws CertificateException if nobody may
         */
        Authorities of(@Nullable Identity peer) throws CertificateException;
    }

    PeerTrust(Rule rule) {
        this.rule = rule;
    }

    private X509ExtendedTrustManager check(X509Certificate[] chain) throws CertificateException {
        return rule.of(chain.length == 0 ? null : named(chain[0])).check();
    }

    private static @Nullable Identity named(X509Certificate certificate) {
        try {
            return Certified.identity(certificate);
        } catch (Refusal nobody) {
            return null;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain).checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain).checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain).checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain).checkServerTrusted(chain, type);
    }

    @Override
    public void resumeClientTrusted(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, UNKNOWN);
    }

    @Override
    public void resumeServerTrusted(X509Certificate[] chain, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, UNKNOWN);
    }

    /** None are named to a peer: it has one certificate to show, whoever signed it. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
