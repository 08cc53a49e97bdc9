package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.console.Audit;
import dev.levada.console.ClientDoor;
import dev.levada.console.DoorOptions;
import dev.levada.io.net.DevelopmentCa;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A door with TLS, and who gets through it. */
@Timeout(120)
final class ClusterTlsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Identity COORDINATOR = new Identity("test", Role.COORDINATOR, "one");
    private static final Identity ANN = new Identity("test", Role.OPERATOR, "ann");

    @TempDir
    Path directory;

    private DevelopmentCa ca;
    private Path client = Path.of("");

    @BeforeEach
    void makeClient() throws IOException {
        ca = DevelopmentCa.create(directory.resolve("pki"), "test", fromNow(DAY.negated()), fromNow(DAY));
        client = client(ca, ANN);
    }

    private static Instant fromNow(Duration later) {
        return Instant.now().plus(later);
    }

    private static DevelopmentCa.NodeFiles issue(DevelopmentCa by, Identity node) throws IOException {
        return by.issue(node, List.of(), fromNow(DAY.negated()), fromNow(DAY));
    }

    /** A directory with what a client has, who trusts this cluster's authority. */
    private Path client(DevelopmentCa by, Identity node) throws IOException {
        Path own = Files.createDirectory(directory.resolve("client-" + node.node()));
        DevelopmentCa.NodeFiles files = issue(by, node);
        Files.move(files.key(), own.resolve("operator-ann.key"));
        Files.move(files.certificate(), own.resolve("operator-ann.pem"));
        Files.copy(directory.resolve("pki/ca.pem"), own.resolve("ca.pem"));
        return own;
    }

    @Test
    void talksToACoordinatorOfTheSameAuthority() throws IOException {
        Outcome outcome = status(COORDINATOR);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("4711");
    }

    @Test
    void takesNobodyElseForTheCoordinator() throws IOException {
        for (Identity other : List.of(
                new Identity("test", Role.WORKER, "w1"),
                new Identity("test", Role.AGENT, "a1"),
                new Identity("office", Role.COORDINATOR, "one"))) {
            Outcome outcome = status(other);

            assertThat(outcome.code()).isEqualTo(4);
            assertThat(outcome.err())
                    .contains("the certificate is of %s, and not of a COORDINATOR of cluster test".formatted(other));
        }
    }

    @Test
    void whoIsNoClientOfTheClusterIsNotLetIn() throws IOException {
        DevelopmentCa theirs =
                DevelopmentCa.create(directory.resolve("theirs"), "test", fromNow(DAY.negated()), fromNow(DAY));
        for (Path stranger : List.of(
                client(ca, new Identity("test", Role.WORKER, "w1")),
                client(ca, new Identity("test", Role.AGENT, "a1")),
                client(theirs, new Identity("test", Role.OPERATOR, "bob")))) {
            client = stranger;
            Outcome outcome = status(COORDINATOR);

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(4);
            assertThat(outcome.out()).isEmpty();
            Files.delete(directory.resolve("pki/coordinator-one.key"));
            Files.delete(directory.resolve("pki/coordinator-one.pem"));
        }
    }

    @Test
    void saysWhatIsWrongInTheDirectory() throws IOException {
        Files.setPosixFilePermissions(client.resolve("operator-ann.key"), PosixFilePermissions.fromString("rw-r--r--"));
        Outcome open = Outcome.of("status", "--tls", client);
        Files.delete(client.resolve("operator-ann.key"));
        Outcome none = Outcome.of("status", "--tls", client);

        assertThat(open.code()).isEqualTo(2);
        assertThat(open.err()).contains("chmod 600");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("operator-NAME.key", "there are 0");
    }

    private Outcome status(Identity server) throws IOException {
        DevelopmentCa.NodeFiles files = issue(ca, server);
        Mtls own = Mtls.ofPem(files.certificate(), files.key(), files.authority());
        DoorOptions options = new DoorOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                directory.resolve("tokens"),
                Optional.of(own.context(Set.of(Role.OPERATOR, Role.SUBMITTER))),
                Set.of());
        Audit audit = new Audit() {
            @Override
            public void action(Entry entry) {}

            @Override
            public void unexpected(Entry entry, Throwable error) {}
        };
        try (ClientDoor door = ClientDoor.open(options, new FakeCluster(), audit)) {
            return Outcome.of(
                    "status",
                    "--cluster",
                    "127.0.0.1:" + door.address().getPort(),
                    "--tls",
                    client,
                    "--token-dir",
                    directory.resolve("tokens"));
        }
    }
}
