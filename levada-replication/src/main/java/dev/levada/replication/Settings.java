package dev.levada.replication;

import dev.levada.io.net.Security;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.replica.Replica;
import dev.levada.replication.session.SessionPolicy;
import java.nio.file.Path;
import java.util.List;
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
}
