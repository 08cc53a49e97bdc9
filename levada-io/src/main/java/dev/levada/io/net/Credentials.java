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
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A process's key and certificates, and those who sign its peers'; read and checked. */
final class Credentials {
    private static final String ALIAS = "own";
    private static final char[] IN_MEMORY = {};

    private final String source;
    private final PrivateKey key;
    private final X509Certificate[] chain;
    private final Authorities authorities;
    private final X509ExtendedKeyManager keyManager;

    /** @param source where they are from, for people */
    Credentials(String source, PrivateKey key, List<X509Certificate> chain, Authorities authorities)
            throws IOException {
        this.source = source;
        this.key = key;
        this.chain = chain.toArray(X509Certificate[]::new);
        this.authorities = authorities;
        requireValid();
        requireMatch();
        this.keyManager = keyManager();
    }

    static Credentials ofPem(Path certificate, Path key, Path authorities) throws IOException {
        PrivateFiles.requirePrivate(key);
        return new Credentials(
                certificate.toString(), Pem.privateKey(key), Pem.certificates(certificate), authorities(authorities));
    }

    private static Authorities authorities(Path file) throws IOException {
        return Authorities.of(Pem.certificates(file));
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
        return new Credentials(store.toString(), key, certificates, authorities(authorities));
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

    private X509ExtendedKeyManager keyManager() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry(ALIAS, key, IN_MEMORY, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, IN_MEMORY);
            return Stream.of(factory.getKeyManagers())
                    .filter(X509ExtendedKeyManager.class::isInstance)
                    .map(X509ExtendedKeyManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("this Java keeps no X.509 keys"));
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate %s cannot be used: %s".formatted(source, e.getMessage()), e);
        }
    }

    X509Certificate certificate() {
        return chain[0];
    }

    Authorities authorities() {
        return authorities;
    }

    /** For handshakes. */
    X509ExtendedKeyManager key() {
        return keyManager;
    }

    /** Whether all is the same, wherever it is from. */
    boolean isSame(Credentials other) {
        return Arrays.equals(chain, other.chain) && authorities.certificates().equals(other.authorities.certificates());
    }

    @Override
    public String toString() {
        return source;
    }
}
