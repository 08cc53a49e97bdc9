package dev.levada.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.replication.client.Outcome;
import dev.levada.replication.client.Requests;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.Members;
import dev.levada.replication.replica.MemberHealth;
import dev.levada.replication.session.Operation;
import dev.levada.replication.session.SessionMachine;
import dev.levada.replication.store.KeyValueStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client uses a service; what the service is, others decide. */
final class WhoMayAskTest {
    private static final String GROUP = "store";

    @TempDir
    Path directory;

    private final Security security = SharedSecret.ofAll(Secret.random());

    @Test
    void clientsChangeNeitherTheGroupNorWhatItThinksOfItsMembers() throws IOException {
        List<Integer> ports = FreePorts.take(2);
        Host host = new Host("r1", loopback(ports.get(0)), loopback(ports.get(1)));
        ByteOutput members = new ByteOutput(64);
        Members.write(List.of(host.member()), members);
        Operation reconfigure = Operation.reconfigure(members.toByteArray());
        Operation digest = Operation.digest("r1", 1, new SessionMachine.Sample(1, 2));
        try (var member = Replicated.of(KeyValueStore::new)
                .group(GROUP)
                .member("r1", List.of(host), security)
                .directory(directory)
                .start()) {
            assertThat(asked(host, Role.CLIENT, reconfigure).detail()).isEqualTo("CLIENT may not RECONFIGURE");
            assertThat(asked(host, Role.CLIENT, digest).detail()).isEqualTo("CLIENT may not DIGEST");
            assertThat(asked(host, Role.OPERATOR, digest).detail()).isEqualTo("OPERATOR may not DIGEST");
            assertThat(asked(host, Role.OPERATOR, reconfigure).detail()).contains("one member for ever");

            Outcome health = asked(host, Role.CLIENT, Operation.health());
            assertThat(MemberHealth.read(new ByteInput(health.content())))
                    .usingRecursiveComparison()
                    .ignoringFields("diskFreeBytes")
                    .isEqualTo(member.health().get(0));
        }
    }

    private Outcome asked(Host host, Role role, Operation operation) {
        try (Remote remote = Remote.open(GROUP, List.of(host), security, role);
                Requests requests = remote.requests(RetryPolicy.standard())) {
            return requests.repeatable(operation).join();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
