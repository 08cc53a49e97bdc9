package dev.levada.bench.replicas;

import dev.levada.replication.FreePorts;
import dev.levada.replication.Replicated;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import dev.levada.replication.consensus.Timings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The same counter, put together from a provider's nodes. */
final class ByHand implements Group {
    private static final byte[] ENTRY = Counting.TEXT.getBytes(StandardCharsets.US_ASCII);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long SNAPSHOT_ENTRIES = 100_000;

    private final List<ConsensusNode> nodes = new ArrayList<>();

    static Group open(int replicas, String name, Path directory) throws IOException {
        ConsensusProvider provider =
                ServiceLoader.load(ConsensusProvider.class, Replicated.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no consensus provider '%s' on the class path".formatted(name)));
        List<Member> members = new ArrayList<>();
        for (int port : FreePorts.take(replicas)) {
            members.add(new Member(
                    "m" + (members.size() + 1), new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }
        ByHand group = new ByHand();
        try {
            for (Member member : members) {
                NodeConfig config = new NodeConfig(
                        "by-hand",
                        member.id(),
                        members,
                        directory.resolve(member.id()),
                        NodeConfig.Start.FORM,
                        Timings.standard(),
                        SNAPSHOT_ENTRIES,
                        Optional.empty());
                group.nodes.add(provider.open(config, new Counter()));
            }
            group.awaitLeader();
            return group;
        } catch (ConsensusException | IOException e) {
            group.close();
            throw new IOException("a group cannot start: " + e.getMessage(), e);
        }
    }

    private void awaitLeader() throws IOException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (leader().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("nobody leads after %d s".formatted(TIMEOUT.toSeconds()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private Optional<ConsensusNode> leader() {
        return nodes.stream().filter(node -> node.view().ready()).findFirst();
    }

    @Override
    public CompletableFuture<?> ask() {
        // Looked up anew in case of an election; a group without a leader fails the operation.
        ConsensusNode node = leader().orElse(nodes.get(0));
        return node.propose(ENTRY, TIMEOUT);
    }

    @Override
    public void close() {
        nodes.forEach(ConsensusNode::close);
    }

    private static final class Counter implements ReplicatedLog {
        private long count;

        @Override
        public byte[] apply(long index, long term, byte[] entry) {
            return ByteBuffer.allocate(Long.BYTES).putLong(++count).array();
        }

        @Override
        public void writeSnapshot(OutputStream out) throws IOException {
            new DataOutputStream(out).writeLong(count);
        }

        @Override
        public void readSnapshot(InputStream in) throws IOException {
            count = new DataInputStream(in).readLong();
        }

        @Override
        public void failed(ConsensusException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
