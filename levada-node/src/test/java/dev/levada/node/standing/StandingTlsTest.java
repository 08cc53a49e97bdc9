package dev.levada.node.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.net.DevelopmentCa;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Reason;
import dev.levada.io.net.RefusedException;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.cluster.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets through the control port of a coordinator with certificates; agents and workers only say so. */
@Timeout(60)
final class StandingTlsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Identity COORDINATOR = new Identity("lab", Role.COORDINATOR, "c1");
    private static final Identity AGENT = new Identity("lab", Role.AGENT, "one");

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();
    private DevelopmentCa ca;
    private Mtls own;
    private StandingCluster cluster;

    @BeforeEach
    void start() throws Exception {
        ca = DevelopmentCa.create(directory.resolve("pki"), "lab", fromNow(DAY.multipliedBy(-9)), fromNow(DAY));
        own = mtls(issue(ca, COORDINATOR));
        cluster = open();
    }

    private StandingCluster open() throws IOException {
        return StandingCluster.open(
                new CoordinatorOptions(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        directory.resolve("coordinator"),
                        own),
                new StandingClusterTest.Numbers());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        cluster.close();
    }

    private static Instant fromNow(Duration later) {
        return Instant.now().plus(later);
    }

    private static DevelopmentCa.NodeFiles issue(DevelopmentCa by, Identity node) throws IOException {
        return by.issue(node, List.of(), fromNow(DAY.negated()), fromNow(DAY));
    }

    private static Mtls mtls(DevelopmentCa.NodeFiles files) throws IOException {
        return Mtls.ofPem(files.certificate(), files.key(), files.authority());
    }

    private FakePeer peer(Identity self, Security security) throws Exception {
        FakePeer peer = new FakePeer(self, security, cluster.address());
        open.add(peer);
        return peer;
    }

    private FakePeer agent() throws Exception {
        return peer(AGENT, mtls(issue(ca, AGENT))).greet(1, 8);
    }

    private String submit() {
        return cluster.submit(new Submission(List.of("numbers"), directory.toString(), Optional.of("words")));
    }

    private static Identity worker(String name) {
        return new Identity("lab", Role.WORKER, name);
    }

    private static Security given(ToAgent.Start start) throws IOException {
        return Security.ofText(start.secret());
    }

    private void assertRefused(Identity self, Security security) {
        assertThatThrownBy(() -> peer(self, security)).as("%s", self).hasCauseInstanceOf(RefusedException.class);
    }

    @Test
    void eachWorkerIsGivenACertificateThatLetsItInAndNobodyElse() throws Exception {
        FakePeer agent = agent();
        submit();
        ToAgent.Start one = agent.next(ToAgent.Start.class);
        ToAgent.Start two = agent.next(ToAgent.Start.class);

        FakePeer letIn = peer(worker(one.name()), given(one));

        assertThat(letIn.isOpen()).isTrue();
        assertThat(one.secret()).isNotEqualTo(two.secret());
        assertThatThrownBy(() -> peer(worker(two.name()), given(one)))
                .hasMessageContaining("this process is levada://lab/worker/" + two.name());
        assertThat(cluster.status().workers()).hasSize(2);
        assertThat(one.toString()).contains("secret").doesNotContain("BEGIN");
    }

    @Test
    void aWorkerOfAnotherJobOrOfAnEarlierStartIsRefused() throws Exception {
        FakePeer agent = agent();
        submit();
        ToAgent.Start before = agent.next(ToAgent.Start.class);
        agent.next(ToAgent.Start.class);
        assertThat(submit()).isEqualTo("words-2");
        ToAgent.Start other = agent.next(ToAgent.Start.class);
        agent.next(ToAgent.Start.class);
        cluster.close();
        cluster = open();
        peer(AGENT, mtls(DevelopmentCa.NodeFiles.in(directory.resolve("pki"), Set.of(Role.AGENT), null)))
                .greet(1, 8);

        assertRefused(worker(before.name()), given(before));
        assertRefused(worker(other.name()), given(other));
        String now = "words-1.w1-1000001";
        assertRefused(worker(now), mtls(issue(ca, worker(now))));
        assertRefused(worker("words-9.w1-1"), mtls(issue(ca, worker("words-9.w1-1"))));
        assertThat(cluster.status().workers()).allMatch(worker -> worker.pid() == 0);
    }

    @Test
    void s4AgentsOfAnotherAuthorityRoleOrClusterAreRefused() throws Exception {
        DevelopmentCa theirs =
                DevelopmentCa.create(directory.resolve("theirs"), "lab", fromNow(DAY.negated()), fromNow(DAY));
        assertRefused(AGENT, mtls(issue(theirs, AGENT)));
        DevelopmentCa.NodeFiles stranger = issue(theirs, new Identity("lab", Role.AGENT, "two"));
        assertRefused(
                new Identity("lab", Role.AGENT, "two"),
                Mtls.ofPem(stranger.certificate(), stranger.key(), directory.resolve("pki/ca.pem")));
        for (Role role : List.of(Role.SUBMITTER, Role.OPERATOR, Role.COORDINATOR)) {
            Identity wrong = new Identity("lab", role, "x");
            assertThatThrownBy(() -> peer(wrong, mtls(issue(ca, wrong))))
                    .cause()
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.ROLE_NOT_ALLOWED));
        }
        Identity foreign = new Identity("office", Role.AGENT, "three");
        assertThatThrownBy(() -> peer(foreign, mtls(issue(ca, foreign))))
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.WRONG_CLUSTER));
        assertThat(cluster.status().agents()).isEmpty();
    }

    @Test
    void s3S5WhoShowsNoCertificateOrSpeaksPlainTextIsCutOff() throws Exception {
        assertRefused(new Identity(StandingCluster.NAME, Role.AGENT, "one"), SharedSecret.ofAll(Secret.random()));
        for (String text : List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\0\0\0\020LVDA hello agent")) {
            try (Socket plain = new Socket(
                    InetAddress.getLoopbackAddress(), cluster.address().getPort())) {
                plain.setSoTimeout(5_000);
                plain.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(answer(plain)).hasSizeLessThan(20);
            }
        }
        assertThat(cluster.status().agents()).isEmpty();
    }

    /** An alert, or nothing. */
    private static byte[] answer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (SocketException e) { // it was cut off before all was read
            return new byte[0];
        }
    }
}
