package dev.levada.io.net;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Reads the identity out of a certificate: its one alternative name that is a Levada URI. */
final class Certified {
    // The tags of alternative names, RFC 5280 section 4.2.1.6
    private static final Integer DNS = 2;
    private static final Integer URI = 6;
    private static final Integer IP = 7;

    private Certified() {}

    static Identity identity(SSLSession session) throws Refusal {
        try {
            Certificate certificate = session.getPeerCertificates()[0];
            return certificate instanceof X509Certificate x509 ? identity(x509) : noCertificate();
        } catch (SSLPeerUnverifiedException e) {
            return noCertificate();
        }
    }

    private static Identity noCertificate() throws Refusal {
        throw Refusal.ofPeer(Reason.NO_CERTIFICATE, "it shows no certificate");
    }

    static Identity identity(X509Certificate certificate) throws Refusal {
        List<Identity> named = alternativeNames(certificate).stream()
                .filter(name -> URI.equals(name.get(0)))
                .map(name -> Identity.ofUri(String.valueOf(name.get(1))))
                .flatMap(Optional::stream)
                .toList();
        if (named.size() != 1) {
            String detail = "its certificate names %d identities levada://CLUSTER/ROLE/NODE, and must name one"
                    .formatted(named.size());
            throw Refusal.ofPeer(Reason.NO_IDENTITY, detail);
        }
        return named.get(0);
    }

    /** The names and addresses of hosts in it; none if they cannot be read. */
    static Set<String> hosts(X509Certificate certificate) {
        try {
            return alternativeNames(certificate).stream()
                    .filter(name -> DNS.equals(name.get(0)) || IP.equals(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (Refusal unreadable) {
            return Set.of();
        }
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) throws Refusal {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            throw Refusal.ofPeer(Reason.NO_IDENTITY, "the names in its certificate cannot be read");
        }
    }
}
