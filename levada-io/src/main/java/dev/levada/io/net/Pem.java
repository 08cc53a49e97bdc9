package dev.levada.io.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PEM text. Java 17 reads certificates in them, but no keys. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final long MAX_BYTES = 1024 * 1024;

    private Pem() {}

    static List<X509Certificate> certificates(Path file) throws IOException {
        requireFile(file);
        return certificates(file.toString(), Files.readAllBytes(file));
    }

    /** @param source where they are from, for people */
    static List<X509Certificate> certificates(String source, byte[] text) throws IOException {
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(text))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("%s holds no certificate".formatted(source));
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("%s is not a PEM file of certificates: %s".formatted(source, e.getMessage()), e);
        }
    }

    static PrivateKey privateKey(Path file) throws IOException {
        requireFile(file);
        return privateKey(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }

    /** @param source where it is from, for people */
    static PrivateKey privateKey(String source, String text) throws IOException {
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw noKey(source, "it has no part 'BEGIN PRIVATE KEY'");
        }
        try {
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
            for (String algorithm : ALGORITHMS) {
                PrivateKey key = privateKey(algorithm, encoded);
                if (key != null) {
                    return key;
                }
            }
        } catch (IllegalArgumentException e) {
            throw noKey(source, "it is not whole");
        }
        throw noKey(source, "it is none of " + ALGORITHMS);
    }

    private static @Nullable PrivateKey privateKey(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
        } catch (GeneralSecurityException e) {
            // Of another algorithm: only trying tells.
            return null;
        }
    }

    private static IOException noKey(String source, String why) {
        return new IOException(
                "%s holds no key that can be used (%s); it must be PKCS#8, not encrypted: openssl pkcs8 -topk8 -nocrypt -in KEY -out %s"
                        .formatted(source, why, source));
    }

    static String text(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    static String text(X509Certificate certificate) throws IOException {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IOException("a certificate cannot be written: " + e.getMessage(), e);
        }
    }

    static String text(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
    }

    private static void requireFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("%s is too large for a PEM file: more than %d bytes".formatted(file, MAX_BYTES));
        }
    }
}
