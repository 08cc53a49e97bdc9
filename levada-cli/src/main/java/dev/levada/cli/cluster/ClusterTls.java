package dev.levada.cli.cluster;

import dev.levada.cli.terminal.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/** The client's side of mutual TLS, from the files that {@code levada certs} makes. */
final class ClusterTls {
    private static final String KEY = ".key";
    private static final char[] IN_MEMORY = {};

    private ClusterTls() {}

    static SSLContext context(Path directory) {
        try {
            Path key = ownKey(directory);
            String file = String.valueOf(key.getFileName());
            Path own = directory.resolve(file.substring(0, file.length() - KEY.length()) + ".pem");
            KeyStore keys = emptyStore();
            keys.setKeyEntry(
                    "own", privateKey(key), IN_MEMORY, certificates(own).toArray(Certificate[]::new));
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    keyManagers.getKeyManagers(),
                    new TrustManager[] {new CoordinatorsOnly(authorities(directory.resolve("ca.pem")))},
                    null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw CommandException.badInput(
                    "--tls %s: %s; 'levada certs' makes what should be there".formatted(directory, e), e);
        }
    }

    private static Path ownKey(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> keys = files.filter(
                            file -> String.valueOf(file.getFileName()).matches("(operator|submitter)-.+\\.key"))
                    .sorted()
                    .toList();
            if (keys.size() != 1) {
                throw CommandException.badInput(
                        "--tls %s: one file operator-NAME.key or submitter-NAME.key was expected, but there are %d; 'levada certs' makes them"
                                .formatted(directory, keys.size()));
            }
            return keys.get(0);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /** JDK 17 reads certificates as PEM, but not keys. */
    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text));
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Of another kind: the next one may fit.
            }
        }
        throw new GeneralSecurityException("'%s' is no unencrypted PKCS#8 key".formatted(file));
    }

    private static X509TrustManager authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = emptyStore();
        for (Certificate certificate : certificates(file)) {
            trusted.setCertificateEntry("ca" + trusted.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this JDK checks no certificates"));
    }

    /** Certificates of a cluster name a node and its role, not a host: a worker's cannot pass for the coordinator's. */
    private static final class CoordinatorsOnly extends X509ExtendedTrustManager {
        private static final int URI_NAME = 6;

        private final X509TrustManager authorities;

        CoordinatorsOnly(X509TrustManager authorities) {
            this.authorities = authorities;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            authorities.checkServerTrusted(chain, algorithm);
            Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
            boolean coordinator = names != null
                    && names.stream()
                            .anyMatch(name -> name.get(0).equals(URI_NAME)
                                    && String.valueOf(name.get(1)).matches("levada://[^/]+/coordinator/[^/]+"));
            if (!coordinator) {
                throw new CertificateException("the certificate is not a coordinator's");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, algorithm);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, algorithm);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            throw new CertificateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, algorithm);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, algorithm);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.getAcceptedIssuers();
        }
    }
}
