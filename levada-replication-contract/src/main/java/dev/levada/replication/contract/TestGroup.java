package dev.levada.replication.contract;

import dev.levada.io.net.Mtls;
import dev.levada.replication.FreePorts;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Members of a group in this process. */
public final class TestGroup implements AutoCloseable {
    /** Long enough for a busy machine; what takes longer has failed. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConsensusProvider provider;
    private final Path directory;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, RecordingLog> logs = new TreeMap<>();
    private final Map<String, ConsensusNode> nodes = new TreeMap<>();
    private final long snapshotEntries;
    private final Certificates certificates;

    /** Gives members their certificates. */
    interface Certificates {

        Optional<Mtls> of(String member) throws IOException;
    }

    /** A group whose members are not open yet, and need no certificates. */
    public TestGroup(ConsensusProvider provider, Path directory, int count, long snapshotEntries) throws IOException {
        this(provider, directory, count, snapshotEntries, member -> Optional.empty());
    }

    TestGroup(ConsensusProvider provider, Path directory, int count, long snapshotEntries, Certificates certificates)
            throws IOException {
        this.provider = provider;
        this.directory = directory;
        this.snapshotEntries = snapshotEntries;
        this.certificates = certificates;
        for (int port : FreePorts.take(count)) {
            members.add(new Member(
                    "m" + (members.size() + 1), new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }
    }

    /**
     * Opens all that are not, and waits until all follow one leader: what is proposed before may be asked of one
     * deposed.
     */
    public TestGroup open() throws IOException, ConsensusException {
        for (Member member : members) {
            if (!nodes.containsKey(member.id())) {
                open(member.id(), NodeConfig.Start.FORM, members);
            }
        }
        await(
                "one leader of all",
                () -> nodes.values().stream()
                        .map(node -> node.view().leader())
                        .distinct()
                        .map(Optional::isPresent)
                        .toList()
                        .equals(List.of(true)));
        return this;
    }

    /** Opens one, with nothing applied. */
    public void open(String id, NodeConfig.Start start, List<Member> known) throws IOException, ConsensusException {
        RecordingLog log = new RecordingLog();
        NodeConfig config = new NodeConfig(
                "contract",
                id,
                known,
                directory.resolve(id),
                start,
                Timings.standard(),
                snapshotEntries,
                certificates.of(id));
        nodes.put(id, provider.open(config, log));
        logs.put(id, log);
    }

    /** Opens one that is no member yet. */
    public Member join() throws IOException, ConsensusException {
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), FreePorts.take(1).get(0));
        Member joins = new Member("m" + (members.size() + 1), address);
        members.add(joins);
        open(joins.id(), NodeConfig.Start.JOIN, members);
        return joins;
    }

    /** Changes who belongs to the group, and waits until that is so. */
    public void reconfigure(List<Member> target) {
        node(leader()).reconfigure(target, PATIENCE).join();
    }

    public void close(String id) {
        Optional.ofNullable(nodes.remove(id)).orElseThrow().close();
    }

    public List<Member> members() {
        return members;
    }

    public ConsensusNode node(String id) {
        return Optional.ofNullable(nodes.get(id)).orElseThrow();
    }

    public RecordingLog log(String id) {
        return Optional.ofNullable(logs.get(id)).orElseThrow();
    }

    /** The id of the member that leads and is ready; waits until there is one. */
    public String leader() {
        await(
                "a leader",
                () -> nodes.values().stream().anyMatch(node -> node.view().ready()));
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().view().ready())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(this::leader);
    }

    /** The ids of open members that do not lead. */
    public List<String> followers() {
        String leader = leader();
        return nodes.keySet().stream().filter(id -> !id.equals(leader)).toList();
    }

    /** Proposes at whoever leads until that is acknowledged; what may have been ordered is not proposed again. */
    public String propose(String entry) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                return new String(
                        node(leader())
                                .propose(entry.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(20))
                                .join(),
                        StandardCharsets.UTF_8);
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof ConsensusException refused)
                        || refused.kind() != ConsensusException.Kind.NOT_LEADER) {
                    throw e;
                }
            }
        }
        throw new AssertionError("nobody takes '%s'".formatted(entry));
    }

    /** Waits until all open members have applied the same, and at least so many. */
    public List<String> awaitAgreement(int count) {
        await(
                "%d entries on all, have %s".formatted(count, logs),
                () -> nodes.keySet().stream()
                        .allMatch(id -> log(id).entries().size() >= count
                                && log(id).entries().equals(log(leader()).entries())));
        return log(leader()).entries();
    }

    /** Looks again and again, for {@link #PATIENCE}. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still waiting for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public void close() {
        closeAll();
    }

    /** Closes all that are open; they may be opened again. */
    public void closeAll() {
        new ArrayList<>(nodes.keySet()).forEach(this::close);
    }
}
