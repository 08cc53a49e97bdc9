package dev.levada.replication.jgroups;

import dev.levada.io.disk.FileDisk;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusException.Kind;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.raft.util.Utils;
import org.jspecify.annotations.Nullable;

/** A member of a JGroups channel. */
final class JGroupsNode implements ConsensusNode {
    private static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(10);

    /** JGroups' own queue holds twice as many. */
    private static final int MAX_IN_FLIGHT = 4_096;

    private final NodeConfig config;
    private final LogMachine machine;
    private final IndexedRaft raft;
    private final JChannel channel;
    private final ReadRounds reads;
    private final Duties duties;
    private final FileDisk disk;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean closed;

    private JGroupsNode(NodeConfig config, ReplicatedLog log, FileDisk disk) throws Exception {
        this.config = config;
        this.disk = disk;
        machine = new LogMachine(log, config.self(), LogMachine.MAX_SNAPSHOT_BYTES);
        raft = new IndexedRaft(machine);
        raft.stateMachine(machine);
        raft.log(log(config.directory().resolve("raft")));
        channel = Stack.channel(config, raft);
        reads = new ReadRounds(channel, raft);
        channel.setReceiver(reads);
        duties = new Duties(config, raft, machine, channel);
    }

    private DurableLog log(Path directory) throws Exception {
        DurableLog durable = new DurableLog(directory, why -> {
            IOException unused = machine.broken(why, new IOException("disk"));
        });
        durable.open();
        return durable;
    }

    static JGroupsNode open(NodeConfig config, ReplicatedLog log, FileDisk disk) throws Exception {
        JGroupsNode node = new JGroupsNode(config, log, disk);
        try {
            node.channel.connect(config.group());
            node.duties.start();
            return node;
        } catch (Exception e) {
            node.duties.close();
            node.channel.close();
            throw e;
        }
    }

    JChannel channel() {
        return channel;
    }

    @Override
    public CompletableFuture<byte[]> propose(byte[] entry, Duration timeout) {
        if (entry.length == 0) {
            throw new IllegalArgumentException("an entry has at least 1 byte");
        }
        ConsensusException refusal = refusal();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            return CompletableFuture.failedFuture(overloaded("too much is on its way"));
        }
        byte[] content = new Content(Content.Kind.ENTRY, entry).toBytes();
        CompletableFuture<byte[]> asked;
        try {
            asked = raft.setAsync(content, 0, content.length, null);
        } catch (IllegalStateException e) { // before anything was taken
            inFlight.decrementAndGet();
            return CompletableFuture.failedFuture(notLeader());
        }
        CompletableFuture<?> unused = asked.whenComplete((answer, e) -> inFlight.decrementAndGet());
        return certain(asked, timeout);
    }

    @Override
    public CompletableFuture<Long> readBarrier(Duration timeout) {
        ConsensusException refusal = refusal();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        long term = raft.currentTerm();
        if (machine.markedTerm() != term) {
            return CompletableFuture.failedFuture(overloaded("it has just begun to lead"));
        }
        long index = machine.applied();
        return certain(reads.confirm(term), timeout).thenApply(done -> index);
    }

    private @Nullable ConsensusException refusal() {
        ConsensusException broken = machine.broken();
        if (closed) {
            return stopped();
        }
        return broken != null ? broken : raft.isLeader() ? null : notLeader();
    }

    /**
     * JGroups forgets some of what it was asked for, and what it says of an entry is never that it is surely not there.
     */
    private <T> CompletableFuture<T> certain(CompletableFuture<T> asked, Duration timeout) {
        return asked.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(uncertain(e)));
    }

    private ConsensusException uncertain(Throwable e) {
        Throwable why = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (why instanceof ConsensusException known) {
            return known;
        }
        return ConsensusException.of(
                Kind.INDETERMINATE,
                "member '%s' cannot tell what became of it: %s"
                        .formatted(config.self(), why instanceof TimeoutException ? "no answer in time" : why),
                why);
    }

    private ConsensusException overloaded(String why) {
        return ConsensusException.of(
                Kind.OVERLOADED, "member '%s' takes nothing just now: %s".formatted(config.self(), why));
    }

    private ConsensusException notLeader() {
        return ConsensusException.notLeader(config.self(), leader());
    }

    private ConsensusException stopped() {
        return ConsensusException.of(Kind.SHUTTING_DOWN, "member '%s' has stopped".formatted(config.self()));
    }

    private Optional<String> leader() {
        Address leader = raft.leader();
        return leader == null ? Optional.empty() : Optional.of(Names.id(Utils.extractRaftId(leader)));
    }

    @Override
    public ClusterView view() {
        long applied = machine.applied();
        return new ClusterView(
                raft.currentTerm(),
                leader(),
                refusal() == null && machine.markedTerm() == raft.currentTerm(),
                Names.members(raft.members()),
                Math.max(applied, raft.commitIndex()),
                applied);
    }

    @Override
    public CompletableFuture<Void> reconfigure(List<Member> target, Duration timeout) {
        ConsensusException refusal = refusal();
        return refusal != null
                ? CompletableFuture.failedFuture(refusal)
                : certain(duties.reconfigure(target, timeout), timeout);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String member, Duration timeout) {
        throw new UnsupportedOperationException(
                "with JGroups-raft leadership follows its view of the group; choose another provider");
    }

    @Override
    public CompletableFuture<Long> snapshotNow() {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        return certain(raft.snapshotAsync(), SNAPSHOT_TIMEOUT).thenApply(done -> machine.snapshotIndex());
    }

    @Override
    public void close() {
        closed = true;
        duties.close();
        try (disk) {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("member '%s' did not close well: %s".formatted(config.self(), e), e);
        }
    }
}
