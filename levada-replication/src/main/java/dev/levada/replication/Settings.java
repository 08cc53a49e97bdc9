package dev.levada.replication;

import dev.levada.io.net.Identity;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import dev.levada.io.net.Security;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.replica.Replica;
import dev.levada.replication.session.SessionPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a group is started with. */
final class Settings {
    int replicas = 3;
    String group = "replicated";

    @Nullable
    String provider;

    @Nullable
    Path directory;

    @Nullable
    Consumer<MemberEvent> events;

    Timings timings = Timings.standard();
    SessionPolicy sessions = SessionPolicy.standard();
    Replica.Batching batching = Replica.Batching.standard();
    RetryPolicy retry = RetryPolicy.standard();
    long snapshotEntries = 100_000;
    List<Host> hosts = List.of();
    String self = "";
    NodeConfig.Start start = NodeConfig.Start.FORM;

    @Nullable
    Security security;

    /** How members prove to each other who they are; empty if they are on one host. */
    Optional<Mtls> tls() {
        return security instanceof Mtls mtls ? Optional.of(mtls) : Optional.empty();
    }

    /**
     * Who a member in a process of its own is: with certificates the one that is in its own.
     *
     * @throws IllegalArgumentException if that is not this member's
     */
    Identity identity() {
        Optional<Identity> certified = tls().map(Mtls::identity);
        certified.ifPresent(own -> {
            if (own.role() != Role.REPLICA || !own.node().equals(self)) {
                throw new IllegalArgumentException(
                        "member '%s' of group '%s' has the certificate of %s; it needs one of levada://%s/replica/%s"
                                .formatted(self, group, own, own.cluster(), self));
            }
        });
        return certified.orElseGet(() -> new Identity(group, Role.REPLICA, self));
    }
}
