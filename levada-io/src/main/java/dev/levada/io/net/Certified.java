package dev.levada.io.net;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Reads the identity out of a certificate: its one alternative name that is a Levada URI. */
final class Certified {
    /** The tag of a URI among the alternative names, RFC 5280 section 4.2.1.6. */
    private static final Integer URI = 6;

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

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) throws Refusal {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            throw Refusal.ofPeer(Reason.NO_IDENTITY, "the names in its certificate cannot be read");
        }
    }
}
