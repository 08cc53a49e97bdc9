package dev.levada.io.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PEM files. Java 17 reads certificates in them, but no keys. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final long MAX_BYTES = 1024 * 1024;

    private Pem() {}

    static List<X509Certificate> certificates(Path file) throws IOException {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("%s holds no certificate".formatted(file));
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("%s is not a PEM file of certificates: %s".formatted(file, e.getMessage()), e);
        }
    }

    static PrivateKey privateKey(Path file) throws IOException {
        requireFile(file);
        Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw noKey(file, "it has no part 'BEGIN PRIVATE KEY'");
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
            throw noKey(file, "it is not whole");
        }
        throw noKey(file, "it is none of " + ALGORITHMS);
    }

    private static @Nullable PrivateKey privateKey(String algorithm, PKCS8EncodedKeySpec encoded) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
        } catch (GeneralSecurityException e) {
            // Of another algorithm: only trying tells.
            return null;
        }
    }

    private static IOException noKey(Path file, String why) {
        return new IOException(
                "%s holds no key that can be used (%s); it must be PKCS#8, not encrypted: openssl pkcs8 -topk8 -nocrypt -in KEY -out %s"
                        .formatted(file, why, file));
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
