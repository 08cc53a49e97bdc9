package dev.levada.replication;

import dev.levada.io.net.Audit;
import dev.levada.io.net.Endpoint;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Limits;
import dev.levada.io.net.NetThreads;
import dev.levada.io.net.Security;
import dev.levada.replication.client.LocalTarget;
import dev.levada.replication.client.Outcome;
import dev.levada.replication.client.RemoteTarget;
import dev.levada.replication.client.Requests;
import dev.levada.replication.client.Target;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.replica.Door;
import dev.levada.replication.replica.MemberHealth;
import dev.levada.replication.replica.Replica;
import dev.levada.replication.session.Machine;
import dev.levada.replication.session.Operation;
import dev.levada.replication.session.SessionMachine;
import dev.levada.replication.session.SessionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The members of a group that run in this process: all of them, or one. Thread-safe. */
final class Group implements AutoCloseable {
    private static final Duration EVICTION = Duration.ofSeconds(10);

    private final Settings settings;
    private final Map<String, Replica> replicas = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Target> others = new ArrayList<>();
    private final AtomicInteger clients = new AtomicInteger();

    /** What members say of their states; there when the group has started, and has others to compare with. */
    private volatile @Nullable Requests housekeeping;

    private Group(Settings settings) {
        this.settings = settings;
    }

    static Group start(Supplier<? extends Machine> machines, Settings settings) {
        Group group = new Group(settings);
        try {
            if (settings.hosts.isEmpty()) {
                group.startAll(machines);
            } else {
                group.startOne(machines);
            }
            group.keepHouse();
            return group;
        } catch (ConsensusException | IOException | RuntimeException e) {
            group.close();
            throw new IllegalStateException("group '%s' cannot start: %s".formatted(settings.group, e.getMessage()), e);
        }
    }

    private void startAll(Supplier<? extends Machine> machines) throws ConsensusException, IOException {
        GroupDirectory directory = GroupDirectory.open(settings.directory);
        opened.add(directory);
        List<Member> members =
                directory.hosts(settings.replicas).stream().map(Host::member).toList();
        ConsensusProvider provider = Providers.find(settings.provider, members.size());
        directory.requireConsensus(provider.name());
        for (Member member : members) {
            if (Quarantine.holds(directory.of(member.id()))) {
                continue; // the others go on without it
            }
            open(provider, machines, member.id(), members, directory.of(member.id()));
        }
        try (Requests requests = requests()) {
            Outcome ready = requests.ready().join();
            if (ready.certainty() != Outcome.Certainty.OK) {
                throw new IllegalStateException(
                        "it does not serve after %s: %s".formatted(settings.retry.total(), ready.detail()));
            }
        }
    }

    private void startOne(Supplier<? extends Machine> machines) throws ConsensusException, IOException {
        Path directory = settings.directory;
        if (directory == null) {
            throw new IllegalArgumentException("a member in a process of its own needs a directory; give it one");
        }
        Identity self = settings.identity();
        List<Member> members = settings.hosts.stream().map(Host::member).toList();
        ConsensusProvider provider = Providers.find(settings.provider, members.size());
        Replica replica = open(provider, machines, settings.self, members, directory);
        NetThreads threads = new NetThreads(settings.self, 1);
        opened.add(0, threads);
        Security security = Objects.requireNonNull(settings.security);
        Limits limits = Limits.standard().withConnections(2_048, 2_048, 128);
        Endpoint endpoint = new Endpoint(self, security, limits, threads, Audit.none());
        opened.add(0, endpoint);
        for (Host host : settings.hosts) {
            if (host.id().equals(settings.self)) {
                opened.add(0, Door.open(endpoint, host.clients(), replica));
            } else {
                others.add(new RemoteTarget(endpoint, host.id(), host.clients()));
            }
        }
    }

    private void keepHouse() {
        Requests requests = requests();
        opened.add(0, requests);
        housekeeping = requests;
    }

    /** What members find out of each other's states. */
    private record Watch(Group group, String self, Path directory) implements Replica.Observer {

        /** Samples of entries that are read again at the start were compared before. */
        @Override
        public void sampled(SessionMachine.Sample sample) {
            Requests requests = group.housekeeping;
            Replica replica = group.replicas.get(self);
            if (requests != null && replica != null) {
                int members = replica.view().members().size();
                CompletableFuture<?> unused = requests.repeatable(Operation.digest(self, members, sample));
            }
        }

        @Override
        public void differs(String member) {
            Replica replica = group.replicas.get(self);
            if (replica == null) {
                return;
            }
            if (member.equals(self)) {
                Thread ending = new Thread(() -> Quarantine.put(directory, replica), self + "-quarantine");
                ending.setDaemon(true);
                ending.start();
            } else if (replica.view().ready()) {
                List<Member> rest = replica.view().members().stream()
                        .filter(each -> !each.id().equals(member))
                        .toList();
                CompletableFuture<?> unused = replica.node().reconfigure(rest, EVICTION);
            }
        }
    }

    private Replica open(
            ConsensusProvider provider,
            Supplier<? extends Machine> machines,
            String id,
            List<Member> members,
            Path directory)
            throws ConsensusException {
        NodeConfig config = new NodeConfig(
                settings.group,
                id,
                members,
                directory,
                settings.start,
                settings.timings,
                settings.snapshotEntries,
                settings.tls());
        Quarantine.check(id, directory);
        SessionPolicy sessions = members.size() == 1 ? settings.sessions.withDigestEntries(0) : settings.sessions;
        Replica replica =
                Replica.open(provider, config, machines, sessions, settings.batching, new Watch(this, id, directory));
        replicas.put(id, replica);
        opened.add(0, replica);
        if (settings.events != null) {
            opened.add(0, Watchman.of(replica, settings.events));
        }
        return replica;
    }

    /** A client in this process, to be closed before this. */
    Requests requests() {
        List<Target> targets = new ArrayList<>();
        replicas.forEach((id, replica) -> targets.add(new LocalTarget(id, replica)));
        targets.addAll(others);
        return new Requests(
                targets,
                settings.retry,
                settings.sessions.window(),
                "%s-client-%d".formatted(settings.group, clients.incrementAndGet()));
    }

    List<MemberHealth> health() {
        return replicas.values().stream().map(Replica::health).toList();
    }

    /** The last opened is closed first. One that does not close well keeps no other from being closed. */
    @Override
    public void close() {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "group '%s' did not close well: %s".formatted(settings.group, e.getMessage()), e);
            }
        }
    }
}
