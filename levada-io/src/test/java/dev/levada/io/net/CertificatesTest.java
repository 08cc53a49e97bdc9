package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of keys and certificates. */
final class CertificatesTest {
    private static final Identity OTHER = new Identity("lab", Role.AGENT, "a1");

    private final Instant now = Instant.now();
    private final Instant yesterday = now.minus(Duration.ofDays(1));
    private final Instant tomorrow = now.plus(Duration.ofDays(1));

    @TempDir
    private Path directory;

    private DevelopmentCa ca;
    private DevelopmentCa.NodeFiles worker;

    @BeforeEach
    void makeCertificates() throws IOException {
        ca = DevelopmentCa.create(directory.resolve("pki"), "lab", yesterday, tomorrow);
        worker = ca.issue(Cluster.WORKER, List.of("localhost", "10.1.2.3", "fe80::1"), yesterday, tomorrow);
    }

    @Test
    void aCertificateNamesOneIdentityAndItsHosts() throws Exception {
        assertThat(Certified.identity(Pem.certificates(worker.certificate()).get(0)))
                .isEqualTo(Cluster.WORKER);
        assertThat(Pem.certificates(worker.certificate()).get(0).getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "10.1.2.3"), List.of(7, "fe80:0:0:0:0:0:0:1"));
        assertThatThrownBy(() ->
                        Certified.identity(Pem.certificates(worker.authority()).get(0)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NO_IDENTITY));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void s25AllFilesAreTheOwnersAlone() throws Exception {
        assertThat(mode(directory.resolve("pki"))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory.resolve("pki"))) {
            assertThat(files.toList())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        }
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> DevelopmentCa.create(open, "lab", yesterday, tomorrow))
                .hasMessageContaining("chmod 700");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void s25KeysThatOthersCanReadAreRefused() throws Exception {
        for (String mode : List.of("rw-r-----", "rw----r--", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(worker.key(), PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> load(worker))
                    .hasMessageContaining(worker.key().toString())
                    .hasMessageContaining(mode)
                    .hasMessageContaining("chmod 600 it");
        }
        Path caKey = directory.resolve("pki/ca.key");
        Files.setPosixFilePermissions(caKey, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> DevelopmentCa.open(directory.resolve("pki"))).hasMessageContaining("chmod 600");
    }

    private static Mtls load(DevelopmentCa.NodeFiles files) throws IOException {
        return Mtls.ofPem(files.certificate(), files.key(), files.authority());
    }

    @Test
    void anAuthorityIsOpenedAgain() throws Exception {
        assertThat(DevelopmentCa.isIn(directory)).isFalse();
        assertThat(DevelopmentCa.isIn(directory.resolve("pki"))).isTrue();
        DevelopmentCa again = DevelopmentCa.open(directory.resolve("pki"));
        DevelopmentCa.NodeFiles agent = again.issue(OTHER, List.of(), yesterday, tomorrow);

        Pem.certificates(agent.certificate())
                .get(0)
                .verify(Pem.certificates(worker.authority()).get(0).getPublicKey());
        load(agent).requireOwn(OTHER);
        assertThatThrownBy(() -> again.issue(OTHER, List.of(), yesterday, tomorrow))
                .hasMessageContaining("agent-a1.key exists already");
        assertThatThrownBy(() -> DevelopmentCa.create(directory.resolve("pki"), "lab", yesterday, tomorrow))
                .hasMessageContaining("ca.key exists already");
    }

    @Test
    void aProcessUsesItsOwnCertificateOnly() throws Exception {
        try (NetThreads threads = new NetThreads("own", 1)) {
            Mtls mtls = load(worker);
            assertThatThrownBy(() -> new Endpoint(OTHER, mtls, Limits.standard(), threads, Audit.none()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("this process is levada://lab/agent/a1")
                    .hasMessageContaining("is of levada://lab/worker/w1");
        }
    }

    @Test
    void certificatesOutOfDateAreRefusedAtTheStart() throws Exception {
        Instant longAgo = now.minus(Duration.ofDays(5));
        DevelopmentCa.NodeFiles expired = ca.issue(OTHER, List.of(), longAgo, yesterday);
        Identity later = new Identity("lab", Role.AGENT, "later");
        DevelopmentCa.NodeFiles early = ca.issue(later, List.of(), tomorrow, tomorrow.plusSeconds(10));

        assertThatThrownBy(() -> load(expired)).hasMessageContaining("expired on");
        assertThatThrownBy(() -> load(early)).hasMessageContaining("is valid from");
    }

    @Test
    void anotherKeyIsRefused() throws Exception {
        DevelopmentCa.NodeFiles other = ca.issue(OTHER, List.of(), yesterday, tomorrow);
        Path rsa = directory.resolve("rsa.key");
        PrivateFiles.write(
                rsa,
                Pem.text(
                        "PRIVATE KEY",
                        KeyPairGenerator.getInstance("RSA")
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded()));

        assertThatThrownBy(() -> Mtls.ofPem(worker.certificate(), other.key(), worker.authority()))
                .hasMessageContaining("the key is not that of the certificate");
        assertThatThrownBy(() -> Mtls.ofPem(worker.certificate(), rsa, worker.authority()))
                .hasMessageContaining("the key is not that of the certificate");
    }

    @Test
    void filesThatAreNoKeysOrCertificatesAreNamed() throws Exception {
        Path encrypted = directory.resolve("encrypted.key");
        PrivateFiles.write(encrypted, Pem.text("ENCRYPTED PRIVATE KEY", new byte[20]));
        Path broken = directory.resolve("broken.key");
        PrivateFiles.write(broken, Pem.text("PRIVATE KEY", new byte[20]));
        Path empty = directory.resolve("empty.pem");
        PrivateFiles.write(empty, "");

        assertThatThrownBy(() -> Mtls.ofPem(worker.certificate(), encrypted, worker.authority()))
                .hasMessageContaining("encrypted.key holds no key")
                .hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> Mtls.ofPem(worker.certificate(), broken, worker.authority()))
                .hasMessageContaining("broken.key holds no key");
        assertThatThrownBy(() -> Mtls.ofPem(empty, worker.key(), worker.authority()))
                .hasMessageContaining("empty.pem holds no certificate");
        assertThatThrownBy(() -> Mtls.ofPem(worker.certificate(), worker.key(), encrypted))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("encrypted.key");
        assertThatThrownBy(() -> Mtls.ofPem(worker.certificate(), directory.resolve("none"), worker.authority()))
                .hasMessageContaining("none: there is no such file");
    }

    @Test
    void aKeyStoreDoesAsWell() throws Exception {
        Path store = directory.resolve("node.p12");
        PrivateFiles.write(store, "");
        try (OutputStream out = Files.newOutputStream(store)) {
            TlsSockets.keyStore(worker).store(out, TlsSockets.password());
        }

        Mtls.ofPkcs12(store, TlsSockets.password(), worker.authority()).requireOwn(Cluster.WORKER);
        assertThatThrownBy(() -> Mtls.ofPkcs12(store, "guess".toCharArray(), worker.authority()))
                .isInstanceOf(IOException.class);
        Files.copy(worker.key(), store, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Mtls.ofPkcs12(store, TlsSockets.password(), worker.authority()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void identitiesHaveOneForm() {
        assertThat(Identity.ofUri("levada://lab/worker/w1")).contains(Cluster.WORKER);
        assertThat(Identity.ofUri(Cluster.COORDINATOR.uri())).contains(Cluster.COORDINATOR);
        for (String uri : List.of(
                "levada://lab/worker/",
                "levada://lab/boss/w1",
                "levada://lab/WORKER/w1",
                "levada://lab/worker/w1/x",
                "https://lab/worker/w1",
                "levada://lab/worker/w1\n",
                "levada://-lab/worker/w1")) {
            assertThat(Identity.ofUri(uri)).as(uri).isEmpty();
        }
        assertThatThrownBy(() -> new Identity("lab", Role.WORKER, "a b")).hasMessageContaining("node id 'a b'");
        assertThatThrownBy(() -> new Identity("", Role.WORKER, "w1")).hasMessageContaining("cluster id ''");
        assertThatThrownBy(() -> new Identity("lab", Role.WORKER, "w".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
