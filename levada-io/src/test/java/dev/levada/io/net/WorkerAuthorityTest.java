package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An authority for workers vouches for its own workers, for as long as it is known, and for nobody else. */
@Timeout(60)
final class WorkerAuthorityTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String NAME = "words-1.w1-1";
    private static final Identity WORKER = new Identity("lab", Role.WORKER, NAME);

    @TempDir
    private Path directory;

    private final Map<String, WorkerAuthority> known = new ConcurrentHashMap<>();
    private final Recorder client = new Recorder();
    private DevelopmentCa ca;
    private Mtls coordinator;
    private DevelopmentCa.NodeFiles files;
    private Cluster cluster;
    private WorkerAuthority authority;

    @BeforeEach
    void start() throws IOException {
        ca = DevelopmentCa.create(directory.resolve("pki"), "lab", fromNow(DAY.negated()), fromNow(DAY));
        files = issue(Cluster.COORDINATOR);
        coordinator = mtls(files).trustingWorkers(worker -> Optional.ofNullable(known.get(worker.node())));
        cluster = new Cluster(coordinator, Limits.standard(), Purpose.CONTROL);
        authority = WorkerAuthority.create(coordinator);
        known.put(NAME, authority);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static Instant fromNow(Duration later) {
        return Instant.now().plus(later);
    }

    private DevelopmentCa.NodeFiles issue(Identity node) throws IOException {
        return ca.issue(node, List.of("c1.example.org", "127.0.0.1"), fromNow(DAY.negated()), fromNow(DAY));
    }

    private static Mtls mtls(DevelopmentCa.NodeFiles files) throws IOException {
        return Mtls.ofPem(files.certificate(), files.key(), files.authority());
    }

    private void assertRefused(Identity self, Security security) throws Exception {
        assertThatThrownBy(() -> {
                    // A client of TLS 1.3 learns that it was refused when it reads.
                    Connection connection = cluster.connect(self, security, client);
                    throw new AssertionError("let in: " + connection);
                })
                .isInstanceOf(Exception.class);
        assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.WRONG_AUTHORITY);
        assertThat(cluster.served.hasOpened()).isFalse();
    }

    @Test
    void aWorkerIsLetInByTheAuthorityOfItsRunAlone() throws Exception {
        String earlier = authority.issue(NAME);
        cluster.connect(WORKER, Security.ofText(earlier), client).close();
        assertThat(cluster.served.connection().remote()).isEqualTo(WORKER);

        WorkerAuthority next = WorkerAuthority.create(coordinator);
        known.put(NAME, next);
        assertRefused(WORKER, Security.ofText(earlier));
        known.clear();
        assertRefused(WORKER, Security.ofText(next.issue(NAME)));
        assertRefused(WORKER, mtls(issue(WORKER)));
    }

    @Test
    void anAuthorityForWorkersVouchesForNoOtherRole() throws Exception {
        try (Listener agents =
                cluster.server.listen(Cluster.FREE_PORT, Purpose.CONTROL, EnumSet.allOf(Role.class), cluster.served)) {
            for (Role role : EnumSet.complementOf(EnumSet.of(Role.WORKER))) {
                Identity posing = new Identity("lab", role, NAME);
                assertThatThrownBy(() -> cluster.client(posing, forged(posing), Audit.none())
                                .connect(agents.address(), Purpose.CONTROL, Cluster.COORDINATOR, client)
                                .get(20, TimeUnit.SECONDS))
                        .isInstanceOf(Exception.class);
                assertThat(cluster.refusals.next().reason()).as("%s", role).isEqualTo(Reason.WRONG_AUTHORITY);
            }
        }
        assertThat(cluster.served.hasOpened()).isFalse();
    }

    /** What the authority would never sign. */
    private Mtls forged(Identity posing) throws Exception {
        KeyPair pair = Certificates.keyPair();
        return Mtls.ofIssued(
                trusting(Pem.text(pair.getPrivate()) + Pem.text(authority.certificate(posing, pair.getPublic()))));
    }

    /** A key and a certificate, of whoever's making, with the trust of a worker of this authority. */
    private String trusting(String keyAndCertificate) throws IOException {
        String text = authority.issue(NAME);
        return keyAndCertificate.substring(0, second(keyAndCertificate)) + text.substring(second(text));
    }

    private static int second(String text) {
        int first = text.indexOf("-----BEGIN CERTIFICATE");
        int second = text.indexOf("-----BEGIN CERTIFICATE", first + 1);
        return second < 0 ? text.length() : second;
    }

    @Test
    void aWorkerTakesNoServerOfItsAuthorityForTheCoordinator() throws Exception {
        Refusals refusals = new Refusals();
        try (Cluster posing =
                new Cluster(Cluster.COORDINATOR, forged(Cluster.COORDINATOR), Limits.standard(), Purpose.CONTROL)) {
            Endpoint worker = posing.client(WORKER, Security.ofText(authority.issue(NAME)), refusals);
            RefusedException refused = Cluster.refusalOf(
                    worker.connect(posing.listener.address(), Purpose.CONTROL, Role.COORDINATOR, client));

            assertThat(refused.reason()).isEqualTo(Reason.WRONG_AUTHORITY);
        }
    }

    @Test
    void siblingsTalkToEachOtherAndToNoWorkerOfAnotherRun() throws Exception {
        Identity sibling = new Identity("lab", Role.WORKER, "words-1.w2-1");
        try (Cluster data =
                new Cluster(WORKER, Security.ofText(authority.issue(NAME)), Limits.standard(), Purpose.DATA)) {
            data.client(sibling, Security.ofText(authority.issue(sibling.node())), Audit.none())
                    .connect(data.listener.address(), Purpose.DATA, WORKER, client)
                    .get(20, TimeUnit.SECONDS)
                    .close();
            assertThat(data.served.connection().remote()).isEqualTo(sibling);

            DevelopmentCa.NodeFiles ofCluster = issue(sibling);
            for (String other : List.of(
                    WorkerAuthority.create(coordinator).issue(sibling.node()),
                    Files.readString(ofCluster.key()) + Files.readString(ofCluster.certificate()))) {
                assertThatThrownBy(() -> data.client(sibling, Mtls.ofIssued(trusting(other)), Audit.none())
                                .connect(data.listener.address(), Purpose.DATA, WORKER, client)
                                .get(20, TimeUnit.SECONDS))
                        .isInstanceOf(Exception.class);
                Refusals.Entry refusal = data.refusals.next();
                assertThat(refusal.reason()).as(refusal.detail()).isEqualTo(Reason.WRONG_AUTHORITY);
            }
        }
    }

    @Test
    void aSessionTakenUpAgainIsCheckedLikeANewOne() throws Exception {
        WorkerAuthority.Issued issued = WorkerAuthority.Issued.of(authority.issue(NAME));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                new OwnKey[] {new OwnKey(() -> issued.credentials().key())},
                new TrustManager[] {issued.credentials().authorities().check()},
                null);
        long first = greet(context);
        assertThat(cluster.served.connection().remote()).isEqualTo(WORKER);
        assertThat(greet(context)).as("the session is taken up again").isEqualTo(first);
        assertThat(cluster.served.connection().remote()).isEqualTo(WORKER);

        known.clear();
        try (RawClient again = new RawClient(socket(context))) {
            again.untilClosed();
        }
        assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.WRONG_AUTHORITY);
        assertThat(cluster.served.hasOpened()).isFalse();
    }

    /** Nobody would check them then. */
    @Test
    void aDoorOfAnotherKindTakesNoSessionUpAgain() throws Exception {
        Identity agent = new Identity("lab", Role.AGENT, "a1");
        SSLContext server = coordinator.context(EnumSet.of(Role.AGENT));
        SSLContext context = mtls(issue(agent)).context(EnumSet.of(Role.COORDINATOR));
        List<Long> sessions = new ArrayList<>();
        try (SSLServerSocket door = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            door.setNeedClientAuth(true);
            for (int i = 0; i < 2; i++) {
                Thread greeter = new Thread(() -> {
                    try (Socket accepted = door.accept()) {
                        accepted.getOutputStream().write(7);
                    } catch (IOException e) { // the client says so
                        return;
                    }
                });
                greeter.start();
                try (SSLSocket socket =
                        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", door.getLocalPort())) {
                    socket.setSoTimeout(20_000);
                    assertThat(socket.getInputStream().read()).isEqualTo(7);
                    sessions.add(created(socket));
                    assertThat(socket.getSession().getPeerCertificates()).hasSize(1);
                }
                greeter.join();
            }
        }
        assertThat(sessions).doesNotHaveDuplicates();
    }

    /** @return when the session was made */
    private long greet(SSLContext context) throws Exception {
        try (SSLSocket socket = socket(context);
                RawClient raw = new RawClient(socket)) {
            raw.sendMessage(new Greeting(Purpose.CONTROL, WORKER)
                            .encoded(HandshakeKind.HELLO, new java.security.SecureRandom()))
                    .receive();
            raw.sendMessage(Greeting.message(HandshakeKind.PROOF, new byte[0])).receive();
            return created(socket);
        }
    }

    /** When the session was made; the next one is made later. */
    private static long created(SSLSocket socket) {
        long created = socket.getSession().getCreationTime();
        while (System.currentTimeMillis() <= created) {
            Thread.onSpinWait();
        }
        return created;
    }

    private SSLSocket socket(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", cluster.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void whatIsIssuedIsReadOrRefusedWithoutRepeatingIt() throws Exception {
        String text = authority.issue(NAME);
        assertThat(((Mtls) Security.ofText(text)).identity()).isEqualTo(WORKER);
        assertThat(Security.ofText(Secret.random().encoded())).isInstanceOf(SharedSecret.class);
        for (String wrong : List.of("", "hunter2", text.substring(0, 300), text.substring(0, text.length() / 2))) {
            assertThatThrownBy(() -> Security.ofText(wrong))
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("hunter2")
                    .hasMessageNotContaining("BEGIN CERTIFICATE");
        }
    }

    @Test
    void s29ReplacedFilesAreUsedForNewConnections() throws Exception {
        Identity agent = new Identity("lab", Role.AGENT, "a1");
        DevelopmentCa second =
                DevelopmentCa.create(directory.resolve("second"), "lab", fromNow(DAY.negated()), fromNow(DAY));
        DevelopmentCa.NodeFiles newAgent = second.issue(agent, List.of(), fromNow(DAY.negated()), fromNow(DAY));
        DevelopmentCa.NodeFiles newOwn =
                second.issue(Cluster.COORDINATOR, List.of(), fromNow(DAY.negated()), fromNow(DAY));
        Mtls oldAgent = mtls(issue(agent));
        assertThat(coordinator.renew()).isFalse();
        try (Listener port =
                cluster.server.listen(Cluster.FREE_PORT, Purpose.CONTROL, EnumSet.of(Role.AGENT), cluster.served)) {
            Connection open = cluster.client(agent, oldAgent, Audit.none())
                    .connect(port.address(), Purpose.CONTROL, Cluster.COORDINATOR, client)
                    .get(20, TimeUnit.SECONDS);
            Connection served = cluster.served.connection();

            Files.copy(newOwn.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(coordinator::renew).hasMessageContaining("the key is not that of the certificate");
            Files.copy(newOwn.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(newOwn.authority(), files.authority(), StandardCopyOption.REPLACE_EXISTING);
            assertThat(coordinator.renew()).isTrue();

            cluster.client(agent, mtls(newAgent), Audit.none())
                    .connect(port.address(), Purpose.CONTROL, Cluster.COORDINATOR, client)
                    .get(20, TimeUnit.SECONDS);
            assertThat(cluster.served.connection().remote()).isEqualTo(agent);
            assertThatThrownBy(() -> cluster.client(agent, oldAgent, Audit.none())
                            .connect(port.address(), Purpose.CONTROL, Cluster.COORDINATOR, client)
                            .get(20, TimeUnit.SECONDS))
                    .isInstanceOf(Exception.class);
            served.sendNow(new byte[] {7}, 0, 1);
            assertThat(client.message()).containsExactly(7);
            open.close();
        }
        Files.copy(newAgent.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(newAgent.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(coordinator::renew).hasMessageContaining("a process keeps its name");
        assertThat(coordinator.identity()).isEqualTo(Cluster.COORDINATOR);
    }

    @Test
    void aNodesFilesAreFoundByItsRole() throws IOException {
        assertThat(DevelopmentCa.NodeFiles.in(directory.resolve("pki"), EnumSet.of(Role.COORDINATOR), null))
                .isEqualTo(files);
        assertThat(coordinator.hosts()).containsExactlyInAnyOrder("c1.example.org", "127.0.0.1");
        issue(new Identity("lab", Role.COORDINATOR, "c2"));
        assertThat(DevelopmentCa.NodeFiles.in(directory.resolve("pki"), EnumSet.of(Role.COORDINATOR), "c1"))
                .isEqualTo(files);
        assertThatThrownBy(
                        () -> DevelopmentCa.NodeFiles.in(directory.resolve("pki"), EnumSet.of(Role.COORDINATOR), null))
                .hasMessage("one file coordinator-NAME.key was expected, but there are 2");
        assertThatThrownBy(() -> DevelopmentCa.NodeFiles.in(directory.resolve("pki"), EnumSet.of(Role.AGENT), "c.*"))
                .hasMessage("one file agent-c.*.key was expected, but there are 0");
    }
}
