package dev.levada.io.net;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What stands in the certificates that a {@link DevelopmentCa} and a {@link WorkerAuthority} make: P-256 keys, RFC 5280
 * extensions.
 */
final class Certificates {
    private static final String CURVE = "secp256r1";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 128;
    private static final String DNS_NAME = "(?=.*[A-Za-z])[A-Za-z0-9.-]{1,253}";

    private Certificates() {}

    static KeyPair keyPair() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java makes no keys on the curve %s: %s".formatted(CURVE, e.getMessage()), e);
        }
    }

    static X509Certificate ofAuthority(String name, KeyPair pair, Instant from, Instant until) throws IOException {
        X500Principal subject = new X500Principal("CN=" + name);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        subject, serial(), Date.from(from), Date.from(until), subject, pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        extensions().createSubjectKeyIdentifier(pair.getPublic()));
        return signed(builder, pair.getPrivate());
    }

    static X509Certificate ofNode(
            Identity node,
            List<String> hosts,
            PublicKey key,
            Instant from,
            Instant until,
            X509Certificate authority,
            PrivateKey authorityKey)
            throws IOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        authority.getSubjectX500Principal(),
                        serial(),
                        Date.from(from),
                        Date.from(until),
                        new X500Principal("CN=" + node.node()),
                        key)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, bothSides())
                .addExtension(Extension.subjectAlternativeName, false, names(node, hosts))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions().createAuthorityKeyIdentifier(authority.getPublicKey()));
        return signed(builder, authorityKey);
    }

    private static ExtendedKeyUsage bothSides() {
        return new ExtendedKeyUsage(new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth});
    }

    private static GeneralNames names(Identity node, List<String> hosts) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, node.uri()));
        hosts.forEach(host -> names.add(new GeneralName(kind(host), host)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static int kind(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return GeneralName.iPAddress;
        }
        if (!host.matches(DNS_NAME)) {
            throw new IllegalArgumentException("host '%s' is neither a DNS name nor an IP address".formatted(host));
        }
        return GeneralName.dNSName;
    }

    private static JcaX509ExtensionUtils extensions() throws IOException {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no SHA-1, which names keys in certificates: " + e.getMessage(), e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key) throws IOException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "this Java cannot sign certificates with %s: %s".formatted(SIGNATURE, e.getMessage()), e);
        }
    }
}
