package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is let in by a certificate; S6: the same for control and for data. */
@ParameterizedClass
@EnumSource
@Timeout(60)
final class MtlsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Identity SUBMITTER = new Identity("lab", Role.SUBMITTER, "s1");
    private static final Identity ANOTHER_WORKER = new Identity("lab", Role.WORKER, "w2");

    @TempDir
    private static Path directory;

    private static DevelopmentCa ca;
    private static DevelopmentCa otherCa;
    private static DevelopmentCa.NodeFiles coordinator;
    private static DevelopmentCa.NodeFiles worker;
    private static DevelopmentCa.NodeFiles submitter;

    private final Purpose purpose;
    private final Recorder client = new Recorder();
    private Cluster cluster;

    MtlsTest(Purpose purpose) {
        this.purpose = purpose;
    }

    @BeforeAll
    static void makeCertificates() throws IOException {
        ca = DevelopmentCa.create(directory.resolve("ours"), "lab", fromNow(DAY.multipliedBy(-9)), fromNow(DAY));
        otherCa = DevelopmentCa.create(directory.resolve("theirs"), "lab", fromNow(DAY.negated()), fromNow(DAY));
        coordinator = issue(Cluster.COORDINATOR);
        worker = issue(Cluster.WORKER);
        submitter = issue(SUBMITTER);
    }

    private static Instant fromNow(Duration later) {
        return Instant.now().plus(later);
    }

    private static DevelopmentCa.NodeFiles issue(Identity node) throws IOException {
        return ca.issue(node, List.of("localhost", "127.0.0.1", "::1"), fromNow(DAY.negated()), fromNow(DAY));
    }

    private static Mtls mtls(DevelopmentCa.NodeFiles files) throws IOException {
        return Mtls.ofPem(files.certificate(), files.key(), coordinator.authority());
    }

    @BeforeEach
    void start() throws IOException {
        cluster = new Cluster(mtls(coordinator), Limits.standard(), purpose);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void certificatesOfTheClusterLetIn() throws Exception {
        Connection here = cluster.connect(Cluster.WORKER, mtls(worker), client);
        Connection there = cluster.served.connection();
        byte[] message = new byte[300_000];
        message[299_999] = 7;
        here.sendNow(message, 0, message.length);
        there.sendNow(message, 0, message.length);

        assertThat(there.remote()).isEqualTo(Cluster.WORKER);
        assertThat(here.remote()).isEqualTo(Cluster.COORDINATOR);
        assertThat(cluster.served.message()).isEqualTo(message);
        assertThat(client.message()).isEqualTo(message);
        here.close();
        assertThat(cluster.served.ending().reason()).isEqualTo(Reason.CLOSED_BY_PEER);
        assertThat(client.ending().reason()).isEqualTo(Reason.CLOSED_HERE);
        assertThat(cluster.refusals.count()).isZero();
    }

    @Test
    void certificatesAllowAddressesBeyondLoopback() throws Exception {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        try (Listener open = cluster.server.listen(everywhere, purpose, EnumSet.of(Role.WORKER), cluster.served)) {
            InetSocketAddress here = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), open.address().getPort());
            cluster.client(Cluster.WORKER, mtls(worker), Audit.none())
                    .connect(here, purpose, Cluster.COORDINATOR, client)
                    .get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void s3NoCertificateIsRefused() throws Exception {
        // The handshake is over for a client of TLS 1.3 before the server has looked; only reading tells.
        try (RawClient stranger = tls(null, "TLSv1.3")) {
            stranger.untilClosed();
        }
        assertRefused(Reason.NO_CERTIFICATE, "unknown");
    }

    private RawClient tls(DevelopmentCa.@Nullable NodeFiles shown, String protocol) throws Exception {
        return new RawClient(TlsSockets.open(cluster.port(), coordinator, shown, protocol));
    }

    private void assertRefused(Reason reason, String who) throws InterruptedException {
        Refusals.Entry refusal = cluster.refusals.next();
        assertThat(refusal.reason()).as(refusal.detail()).isEqualTo(reason);
        assertThat(refusal.who()).isEqualTo(who);
        assertThat(refusal.detail()).doesNotContain("\n").doesNotContain("at dev.levada");
        assertThat(cluster.served.hasOpened()).isFalse();
    }

    @Test
    void s4ACertificateOfAnotherAuthorityIsRefused() throws Exception {
        DevelopmentCa.NodeFiles stranger =
                otherCa.issue(named("w", 1), List.of(), fromNow(DAY.negated()), fromNow(DAY));
        try (RawClient client = tls(stranger, "TLSv1.3")) {
            client.untilClosed();
        }
        assertRefused(Reason.WRONG_AUTHORITY, "unknown");
    }

    /** Each run of the class needs files of its own. */
    private Identity named(String node, int number) {
        return new Identity("lab", Role.WORKER, "%s%d-%s".formatted(node, number, purpose));
    }

    @Test
    void s4AnExpiredCertificateIsRefused() throws Exception {
        Instant longAgo = fromNow(DAY.multipliedBy(-5));
        DevelopmentCa.NodeFiles expired = ca.issue(named("w", 2), List.of(), longAgo, fromNow(DAY.negated()));
        try (RawClient client = tls(expired, "TLSv1.3")) {
            client.untilClosed();
        }
        assertRefused(Reason.CERTIFICATE_EXPIRED, "unknown");
    }

    @Test
    void s4ACertificateForLaterIsRefused() throws Exception {
        Instant soon = fromNow(Duration.ofHours(1));
        DevelopmentCa.NodeFiles early = ca.issue(named("w", 3), List.of(), soon, fromNow(DAY));
        try (RawClient client = tls(early, "TLSv1.3")) {
            client.untilClosed();
        }
        assertRefused(Reason.CERTIFICATE_NOT_YET_VALID, "unknown");
    }

    @Test
    void s4ARoleWithoutBusinessIsRefused() throws Exception {
        RefusedException refused = Cluster.refusalOf(cluster.connecting(SUBMITTER, mtls(submitter), client));

        assertThat(refused.reason()).isEqualTo(Reason.ROLE_NOT_ALLOWED);
        assertRefused(Reason.ROLE_NOT_ALLOWED, SUBMITTER.uri());
    }

    @Test
    void s4AnotherClusterIsRefused() throws Exception {
        Identity foreign = new Identity("office", Role.WORKER, "w4-" + purpose);
        DevelopmentCa.NodeFiles files = issue(foreign);
        RefusedException refused = Cluster.refusalOf(cluster.client(foreign, mtls(files), Audit.none())
                .connect(cluster.listener.address(), purpose, Cluster.COORDINATOR, client));

        assertThat(refused.reason()).isEqualTo(Reason.WRONG_CLUSTER);
        assertRefused(Reason.WRONG_CLUSTER, foreign.uri());
    }

    @Test
    void s4PosingAsAnotherIsRefused() throws Exception {
        Greeting lie = new Greeting(purpose, ANOTHER_WORKER);
        try (RawClient liar = tls(worker, "TLSv1.3")) {
            liar.sendMessage(lie.encoded(HandshakeKind.HELLO, new SecureRandom()))
                    .receive();
            liar.sendMessage(Greeting.message(HandshakeKind.PROOF, new byte[0])).untilClosed();
        }
        assertRefused(Reason.NOT_AS_CERTIFIED, ANOTHER_WORKER.uri());
    }

    @Test
    void s4AServerOfAnotherRoleIsRefused() throws Exception {
        Refusals refusals = new Refusals();
        Identity posing = new Identity("lab", Role.AGENT, "a1-" + purpose);
        try (Cluster wrong = new Cluster(posing, mtls(issue(posing)), Limits.standard(), purpose)) {
            Endpoint other = wrong.client(Cluster.WORKER, mtls(worker), refusals);
            RefusedException refused =
                    Cluster.refusalOf(other.connect(wrong.listener.address(), purpose, Role.COORDINATOR, client));

            assertThat(refused.reason()).isEqualTo(Reason.UNEXPECTED_SERVER);
            assertThat(refusals.next().detail())
                    .isEqualTo("it is %s, and was to be a COORDINATOR of lab".formatted(posing));
        }
    }

    @Test
    void s4AServerOfAnotherAuthorityIsRefused() throws Exception {
        Refusals refusals = new Refusals();
        Identity theirs = new Identity("lab", Role.COORDINATOR, "c9-" + purpose);
        DevelopmentCa.NodeFiles files = otherCa.issue(theirs, List.of(), fromNow(DAY.negated()), fromNow(DAY));
        try (Cluster wrong = new Cluster(theirs, mtls(files), Limits.standard(), purpose)) {
            Endpoint other = wrong.client(Cluster.WORKER, mtls(worker), refusals);
            RefusedException refused =
                    Cluster.refusalOf(other.connect(wrong.listener.address(), purpose, theirs, client));

            assertThat(refused.reason()).isEqualTo(Reason.WRONG_AUTHORITY);
            assertThat(refusals.next().reason()).isEqualTo(Reason.WRONG_AUTHORITY);
        }
    }

    @Test
    void s5PlainTextAndHttpAreRefusedAtOnce() throws Exception {
        long start = System.nanoTime();
        try (RawClient browser = new RawClient(cluster.port());
                RawClient plain = new RawClient(cluster.port())) {
            browser.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(browser.untilClosed(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exception");
            assertRefused(Reason.NOT_TLS, "unknown");

            plain.sendMessage(new Greeting(purpose, Cluster.WORKER).encoded(HandshakeKind.HELLO, new SecureRandom()))
                    .untilClosed();
            assertRefused(Reason.NOT_TLS, "unknown");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void s5OldVersionsAndSuitesWithoutKeysAreRefused() throws Exception {
        assertTlsRefused(0x0302, 0xC009);
        cluster.close();
        cluster = new Cluster(mtls(coordinator).withTls12(), Limits.standard(), purpose);
        assertTlsRefused(0x0302, 0xC009);
        assertTlsRefused(0x0303, 0x0034);
        assertTlsRefused(0x0303, 0x0002);
    }

    private void assertTlsRefused(int version, int suite) throws Exception {
        try (RawClient old = new RawClient(cluster.port())) {
            byte[] answer = old.send(TlsSockets.clientHello(version, suite)).untilClosed();
            assertThat(answer)
                    .as("an alert, or nothing")
                    .satisfiesAnyOf(
                            a -> assertThat(a).isEmpty(), a -> assertThat(a).startsWith(21));
        }
        assertRefused(Reason.TLS_FAILED, "unknown");
    }

    @Test
    void tls12IsTakenOnlyIfAllowed() throws Exception {
        assertTlsRefused(0x0303, 0xC02B);
        cluster.close();
        cluster = new Cluster(mtls(coordinator).withTls12(), Limits.standard(), purpose);
        try (SSLSocket socket = TlsSockets.open(cluster.port(), coordinator, worker, "TLSv1.2");
                RawClient old = new RawClient(socket)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
            old.sendMessage(new Greeting(purpose, Cluster.WORKER).encoded(HandshakeKind.HELLO, new SecureRandom()))
                    .receive();
            old.sendMessage(Greeting.message(HandshakeKind.PROOF, new byte[0])).receive();
            assertThat(cluster.served.connection().remote()).isEqualTo(Cluster.WORKER);
        }
    }

    @Test
    void s17AClientThatStopsWithinTlsIsDropped() throws Exception {
        cluster.close();
        cluster = new Cluster(mtls(coordinator), Limits.standard().withHandshake(Duration.ofMillis(300)), purpose);
        try (RawClient half = new RawClient(cluster.port());
                RawClient mute = tls(worker, "TLSv1.3")) {
            half.send(Arrays.copyOf(TlsSockets.clientHello(0x0303, 0xC02B), 20)).untilClosed();
            mute.untilClosed();
        }
        assertRefused(Reason.HANDSHAKE_TIMEOUT, "unknown");
        assertRefused(Reason.HANDSHAKE_TIMEOUT, "unknown");
    }
}
