package dev.levada.io.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by a shared secret. */
@Timeout(60)
final class SecretTest {
    private final Secret secret = Secret.random();
    private final Recorder client = new Recorder();

    @Test
    void anotherSecretProvesNothingToEitherSide() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret);
                RawClient thief = new RawClient(cluster.port())) {
            RefusedException refused =
                    Cluster.refusalOf(cluster.connecting(Cluster.WORKER, SharedSecret.ofAll(Secret.random()), client));
            assertThat(refused.reason()).isEqualTo(Reason.BAD_PROOF);
            assertThat(refused)
                    .hasMessageContaining("levada://lab/coordinator/c1")
                    .hasMessageContaining("secret");

            thief.sendMessage(hello()).receive();
            thief.sendMessage(Greeting.message(HandshakeKind.PROOF, new byte[32]));
            thief.untilClosed();
            assertThat(cluster.refusals.next())
                    .isEqualTo(new Refusals.Entry(
                            Reason.BAD_PROOF, "levada://lab/worker/w1", "it does not know the secret"));
            assertThat(cluster.served.hasOpened()).isFalse();
        }
        assertThat(client.hasOpened()).isFalse();
    }

    private static byte[] hello() {
        return new Greeting(Purpose.DATA, Cluster.WORKER).encoded(HandshakeKind.HELLO, new SecureRandom());
    }

    @Test
    void eachWorkerCanHaveASecretOfItsOwn() throws Exception {
        Secret second = Secret.random();
        Identity other = new Identity("lab", Role.WORKER, "w2");
        Map<Identity, Secret> secrets = Map.of(Cluster.WORKER, secret, other, second);
        SharedSecret lookup = new SharedSecret(peer -> Optional.ofNullable(secrets.get(peer)));
        try (Cluster cluster = new Cluster(lookup, Limits.standard(), Purpose.CONTROL)) {
            cluster.connect(Cluster.WORKER, SharedSecret.ofAll(secret), client);
            cluster.connect(other, SharedSecret.ofAll(second), client);
            assertThat(List.of(
                            cluster.served.connection().remote(),
                            cluster.served.connection().remote()))
                    .containsExactlyInAnyOrder(Cluster.WORKER, other);

            assertThat(reason(cluster, other, secret))
                    .as("one posing as another")
                    .isEqualTo(Reason.BAD_PROOF);
            assertThat(reason(cluster, new Identity("lab", Role.WORKER, "w3"), secret))
                    .isEqualTo(Reason.UNKNOWN_PEER);
            assertThat(cluster.refusals.next())
                    .isEqualTo(new Refusals.Entry(
                            Reason.UNKNOWN_PEER, "levada://lab/worker/w3", "no secret is shared with it"));
        }
    }

    private Reason reason(Cluster cluster, Identity self, Secret known) throws Exception {
        return Cluster.refusalOf(cluster.connecting(self, SharedSecret.ofAll(known), client))
                .reason();
    }

    @Test
    void strangersToTheClusterAndRolesWithoutBusinessAreRefused() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret)) {
            SharedSecret shared = SharedSecret.ofAll(secret);
            Endpoint foreign = cluster.client(new Identity("office", Role.WORKER, "w1"), shared, Audit.none());
            assertThat(Cluster.refusalOf(foreign.connect(
                                    cluster.listener.address(), Purpose.DATA, Cluster.COORDINATOR, client))
                            .reason())
                    .isEqualTo(Reason.WRONG_CLUSTER);
            assertThat(cluster.refusals.next().detail()).isEqualTo("it belongs to cluster office, this is lab");

            assertThat(reason(cluster, new Identity("lab", Role.SUBMITTER, "s1"), secret))
                    .isEqualTo(Reason.ROLE_NOT_ALLOWED);
            assertThat(cluster.refusals.next().detail()).isEqualTo("a SUBMITTER is not allowed here, only [WORKER]");

            Endpoint worker = cluster.client(Cluster.WORKER, shared, Audit.none());
            assertThat(Cluster.refusalOf(worker.connect(
                                    cluster.listener.address(), Purpose.CONTROL, Role.COORDINATOR, client))
                            .reason())
                    .isEqualTo(Reason.WRONG_PURPOSE);
            assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.WRONG_PURPOSE);
        }
    }

    @Test
    void aClientRefusesAServerItDidNotMean() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret)) {
            Refusals refusals = new Refusals();
            Endpoint worker = cluster.client(Cluster.WORKER, SharedSecret.ofAll(secret), refusals);
            Identity meant = new Identity("lab", Role.COORDINATOR, "c2");
            assertThat(Cluster.refusalOf(worker.connect(cluster.listener.address(), Purpose.DATA, meant, client))
                            .reason())
                    .isEqualTo(Reason.UNEXPECTED_SERVER);
            assertThat(refusals.next())
                    .isEqualTo(new Refusals.Entry(
                            Reason.UNEXPECTED_SERVER,
                            meant.uri(),
                            "it is levada://lab/coordinator/c1, and was to be levada://lab/coordinator/c2"));
            assertThat(Cluster.refusalOf(worker.connect(cluster.listener.address(), Purpose.DATA, Role.WORKER, client))
                            .reason())
                    .isEqualTo(Reason.UNEXPECTED_SERVER);
        }
    }

    @Test
    void s28ARecordedHandshakeOpensNothing() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret);
                RawClient recorded = new RawClient(cluster.port()).prove(Cluster.WORKER, secret);
                RawClient replay = new RawClient(cluster.port())) {
            cluster.served.connection();
            replay.sendMessage(recorded.said.get(0)).receive();
            replay.sendMessage(recorded.said.get(1)).untilClosed();

            assertThat(cluster.refusals.next().reason()).isEqualTo(Reason.BAD_PROOF);
            assertThat(cluster.served.hasOpened()).isFalse();
            assertThat(client(recorded.heard).reason()).isEqualTo(Reason.BAD_PROOF);
        }
    }

    /** Connects to a server that says only what another has said before. */
    private RefusedException client(List<byte[]> heard) throws Exception {
        try (ServerSocket impostor = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                NetThreads threads = new NetThreads("replay", 1);
                Endpoint worker = new Endpoint(
                        Cluster.WORKER, SharedSecret.ofAll(secret), Limits.standard(), threads, Audit.none())) {
            CompletableFuture<Connection> connecting = worker.connect(
                    (InetSocketAddress) impostor.getLocalSocketAddress(), Purpose.DATA, Cluster.COORDINATOR, client);
            try (Socket accepted = impostor.accept()) {
                for (byte[] message : heard) {
                    accepted.getOutputStream().write(RawClient.frames(message));
                }
                return Cluster.refusalOf(connecting);
            }
        }
    }

    @Test
    void aRelayOnAnotherPortIsFoundOut() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret);
                ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RawClient onwards = new RawClient(cluster.port())) {
            Endpoint worker = cluster.client(Cluster.WORKER, SharedSecret.ofAll(secret), Audit.none());
            CompletableFuture<Connection> connecting = worker.connect(
                    (InetSocketAddress) relay.getLocalSocketAddress(), Purpose.DATA, Cluster.COORDINATOR, client);
            try (Socket accepted = relay.accept()) {
                byte[] hello = hello();
                onwards.send(accepted.getInputStream().readNBytes(RawClient.frames(hello).length));
                accepted.getOutputStream().write(RawClient.frames(onwards.receive()));
                assertThat(Cluster.refusalOf(connecting).reason()).isEqualTo(Reason.BAD_PROOF);
            }
        }
    }

    @Test
    void s1NothingListensBeyondLoopbackWithoutCertificates() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Cluster cluster = Cluster.sharing(secret)) {
            InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", port);
            assertThatThrownBy(() -> cluster.server.listen(everywhere, Purpose.DATA, EnumSet.allOf(Role.class), client))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining("without mTLS")
                    .hasMessageContaining("or use 127.0.0.1")
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> new RawClient(port).close()).isInstanceOf(IOException.class);

            RefusedException refused = Cluster.refusalOf(cluster.server.connect(
                    new InetSocketAddress("192.0.2.1", port), Purpose.DATA, Role.WORKER, client));
            assertThat(refused).hasMessageContaining("cannot connect to").hasMessageContaining("without mTLS");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret)) {
            assertThatThrownBy(() -> cluster.server.listen(
                            cluster.listener.address(), Purpose.DATA, EnumSet.of(Role.WORKER), client))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(String.valueOf(cluster.port()))
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void aClosedPortTakesNoMoreAndKeepsWhatItHas() throws Exception {
        try (Cluster cluster = Cluster.sharing(secret)) {
            Connection here = cluster.connect(Cluster.WORKER, SharedSecret.ofAll(secret), client);
            cluster.listener.close();
            // The second if the system has not closed the port yet: nobody takes it then, and it is reset.
            assertThat(Cluster.refusalOf(cluster.connecting(Cluster.WORKER, SharedSecret.ofAll(secret), client)))
                    .message()
                    .containsPattern("cannot connect to|no connection to .* Connection reset");

            here.sendNow(new byte[3], 0, 3);
            assertThat(cluster.served.message()).hasSize(3);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void s25SecretsAreFilesOfTheirOwner(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("secret");
        secret.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Secret.read(file).encoded()).isEqualTo(secret.encoded());
        assertThat(secret).hasToString("secret");
        assertThatThrownBy(() -> secret.write(file)).isInstanceOf(IOException.class);
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> Secret.read(file))
                    .hasMessageContaining(mode)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void aSecretThatIsNoneIsNotRepeated(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("secret");
        PrivateFiles.write(file, "swordfish");

        assertThatThrownBy(() -> Secret.read(file))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining("swordfish");
        assertThatThrownBy(() -> Secret.read(directory.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    void aPortThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Cluster cluster = Cluster.sharing(secret, Limits.standard().withHandshake(Duration.ofMillis(200)))) {
            Endpoint worker = cluster.client(Cluster.WORKER, SharedSecret.ofAll(secret), Audit.none());
            assertThat(Cluster.refusalOf(worker.connect(
                                    (InetSocketAddress) mute.getLocalSocketAddress(),
                                    Purpose.DATA,
                                    Role.COORDINATOR,
                                    client))
                            .reason())
                    .isEqualTo(Reason.HANDSHAKE_TIMEOUT);
        }
    }
}
