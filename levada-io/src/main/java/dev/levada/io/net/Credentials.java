package dev.levada.io.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A node's key and certificates, read and checked. */
final class Credentials {
    private final Path source;
    private final PrivateKey key;
    private final X509Certificate[] chain;
    private final X509Certificate[] authorities;

    private Credentials(Path source, PrivateKey key, List<X509Certificate> chain, Path authorities) throws IOException {
        this.source = source;
        this.key = key;
        this.chain = chain.toArray(X509Certificate[]::new);
        this.authorities = Pem.certificates(authorities).toArray(X509Certificate[]::new);
        requireValid();
        requireMatch();
    }

    static Credentials ofPem(Path certificate, Path key, Path authorities) throws IOException {
        PrivateFiles.requirePrivate(key);
        return new Credentials(certificate, Pem.privateKey(key), Pem.certificates(certificate), authorities);
    }

    static Credentials ofPkcs12(Path store, char[] password, Path authorities) throws IOException {
        PrivateFiles.requirePrivate(store);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            List<String> aliases = Collections.list(keys.aliases()).stream()
                    .filter(alias -> isKey(keys, alias))
                    .toList();
            if (aliases.size() != 1) {
                throw new IOException("%s holds %d keys, and must hold one".formatted(store, aliases.size()));
            }
            return ofEntry(store, keys, aliases.get(0), password, authorities);
        } catch (GeneralSecurityException e) {
            throw new IOException("%s cannot be read as PKCS#12: %s".formatted(store, e.getMessage()), e);
        }
    }

    private static boolean isKey(KeyStore keys, String alias) {
        try {
            return keys.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key store was asked before it was loaded", e);
        }
    }

    private static Credentials ofEntry(Path store, KeyStore keys, String alias, char[] password, Path authorities)
            throws GeneralSecurityException, IOException {
        Certificate[] chain = keys.getCertificateChain(alias);
        if (!(keys.getKey(alias, password) instanceof PrivateKey key) || chain == null) {
            throw new IOException("%s holds a key without a certificate".formatted(store));
        }
        List<X509Certificate> certificates =
                Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        return new Credentials(store, key, certificates, authorities);
    }

    private void requireValid() throws IOException {
        try {
            chain[0].checkValidity();
        } catch (CertificateExpiredException e) {
            throw new IOException(
                    "certificate %s expired on %s; make a new one"
                            .formatted(source, chain[0].getNotAfter().toInstant()),
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new IOException(
                    "certificate %s is valid from %s on; wait, or set this machine's clock"
                            .formatted(source, chain[0].getNotBefore().toInstant()),
                    e);
        }
    }

    /** A peer would refuse the wrong key too, but could not say why. */
    private void requireMatch() throws IOException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            if (!isPair(algorithm, key, chain[0].getPublicKey())) {
                throw new IOException("the key is not that of the certificate %s".formatted(source));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the key is not that of the certificate %s: %s".formatted(source, e.getMessage()), e);
        }
    }

    private static boolean isPair(String algorithm, PrivateKey key, PublicKey publicKey)
            throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        return signature.verify(signed);
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate[] chain() {
        return chain.clone();
    }

    X509Certificate[] authorities() {
        return authorities.clone();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
