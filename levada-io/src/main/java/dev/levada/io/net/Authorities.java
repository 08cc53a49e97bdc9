package dev.levada.io.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Those who may sign certificates, and the check whether they did. */
final class Authorities {
    private final List<X509Certificate> certificates;
    private final X509ExtendedTrustManager check;

    private Authorities(List<X509Certificate> certificates, X509ExtendedTrustManager check) {
        this.certificates = List.copyOf(certificates);
        this.check = check;
    }

    static Authorities of(List<X509Certificate> certificates) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (X509Certificate certificate : certificates) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            X509ExtendedTrustManager check = Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("its PKIX factory makes no check for X.509"));
            return new Authorities(certificates, check);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot check certificates: " + e.getMessage(), e);
        }
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    X509ExtendedTrustManager check() {
        return check;
    }
}
