package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CertsCommandTest {
    @TempDir
    private Path directory;

    private Outcome certs(Object... more) {
        Object[] args = new Object[more.length + 5];
        System.arraycopy(new Object[] {"certs", "--dir", directory.resolve("pki"), "--cluster", "lab"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Outcome.of(args);
    }

    @Test
    void makesACertificateForEachNode() throws Exception {
        Outcome outcome = certs("--node", "coordinator/c1", "--node", "worker/w1", "--host", "localhost", "--days", 30);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("levada://lab/coordinator/c1", "worker-w1.pem", "worker-w1.key", "keep ca.key to yourself");
        X509Certificate worker = certificate("worker-w1.pem");
        assertThat(worker.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(6, "levada://lab/worker/w1"), List.of(2, "localhost"));
        assertThat(Duration.between(Instant.now(), worker.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));
        worker.verify(certificate("ca.pem").getPublicKey());
    }

    private X509Certificate certificate(String file) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve("pki").resolve(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void addsNodesLaterWithTheSameAuthority() throws Exception {
        certs("--node", "worker/w1");
        byte[] authority = Files.readAllBytes(directory.resolve("pki/ca.pem"));

        assertThat(certs("--node", "worker/w2").code()).isZero();
        assertThat(directory.resolve("pki/ca.pem")).hasBinaryContent(authority);
        Outcome again = certs("--node", "worker/w2");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("worker-w2.key exists already").contains("remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"w1", "boss/w1", "worker/", "worker/a b", "WORKER/w1"})
    void saysWhatANodeLooksLike(String node) {
        Outcome outcome = certs("--node", node);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("node '" + node + "'")
                .contains("ROLE/NAME")
                .contains("coordinator, agent");
        assertThat(directory.resolve("pki")).doesNotExist();
    }

    @Test
    void namesWhatCannotStandInACertificate() throws IOException {
        assertThat(certs("--node", "worker/w1", "--days", 0).err()).contains("--days must be 1 to 3650, was 0");
        assertThat(certs("--node", "worker/w1", "--host", "a host").err())
                .contains("host 'a host' is neither a DNS name nor an IP address");
        assertThat(certs("--node", "worker/w1", "--host", "10.1.2.300").code()).isEqualTo(2);
        assertThat(certs().err()).contains("--node");
    }
}
