package dev.levada.replication.ratis;

import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusException.Kind;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.ReconfigurationInProgressException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;

/** A Raft server, and its requests to itself. */
final class RatisNode implements ConsensusNode {
    private static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(10);

    private final NodeConfig config;
    private final RaftServer server;
    private final RaftServer.Division division;
    private final RaftGroupId group;

    /** A client of its own for each life: an answer that Ratis keeps of an earlier life is not ours. */
    private final ClientId client = ClientId.randomId();

    private final AtomicLong calls = new AtomicLong();
    /**
     * Answers come on Ratis' own threads, some of them under its locks: who asks again from there waits for itself.
     * What comes after the end is answered where it comes.
     */
    private final ThreadPoolExecutor answers;

    private volatile boolean closed;

    private RatisNode(NodeConfig config, RaftServer server, RaftGroupId group) throws IOException {
        this.config = config;
        this.server = server;
        this.group = group;
        this.division = server.getDivision(group);
        this.answers = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread made = new Thread(work, config.group() + "-" + config.self() + "-answers");
                    made.setDaemon(true);
                    return made;
                },
                (late, ended) -> late.run());
    }

    static RatisNode open(NodeConfig config, ReplicatedLog log) throws IOException {
        RaftGroupId group =
                RaftGroupId.valueOf(UUID.nameUUIDFromBytes(config.group().getBytes(StandardCharsets.UTF_8)));
        Path storage = Files.createDirectories(config.directory());
        boolean hasPast = Files.isDirectory(storage.resolve(group.getUuid().toString()));
        // One that joins knows nobody, so it stands in no election before it was taken in.
        Collection<RaftPeer> peers = config.start() == NodeConfig.Start.JOIN ? List.of() : peers(config.members());
        RaftServer server = RaftServer.newBuilder()
                .setServerId(RaftPeerId.valueOf(config.self()))
                .setGroup(RaftGroup.valueOf(group, peers))
                .setStateMachine(new LogMachine(log, config.self()))
                .setProperties(RatisSettings.of(config, storage))
                .setParameters(RatisSettings.parameters(config))
                .setOption(hasPast ? RaftStorage.StartupOption.RECOVER : RaftStorage.StartupOption.FORMAT)
                .build();
        try {
            server.start();
            return new RatisNode(config, server, group);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static List<RaftPeer> peers(List<Member> members) {
        return members.stream()
                .map(member -> RaftPeer.newBuilder()
                        .setId(member.id())
                        .setAddress(member.address().getAddress().getHostAddress() + ":"
                                + member.address().getPort())
                        .build())
                .toList();
    }

    @Override
    public CompletableFuture<byte[]> propose(byte[] entry, Duration timeout) {
        if (entry.length == 0) {
            throw new IllegalArgumentException("an entry has at least 1 byte");
        }
        return ask(
                        RaftClientRequest.writeRequestType(),
                        Message.valueOf(UnsafeByteOperations.unsafeWrap(entry)),
                        timeout)
                .thenApply(reply -> reply.getMessage().getContent().toByteArray());
    }

    @Override
    public CompletableFuture<Long> readBarrier(Duration timeout) {
        return ask(RaftClientRequest.readRequestType(), Message.EMPTY, timeout)
                .thenApply(reply -> division.getInfo().getLastAppliedIndex());
    }

    private CompletableFuture<RaftClientReply> ask(RaftClientRequest.Type type, Message message, Duration timeout) {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        if (!division.getInfo().isLeader()) {
            return CompletableFuture.failedFuture(notLeader());
        }
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(group)
                .setCallId(calls.incrementAndGet())
                .setMessage(message)
                .setType(type)
                .build();
        try {
            return certain(server.submitClientRequestAsync(request), timeout);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(uncertain(e));
        }
    }

    private CompletableFuture<RaftClientReply> certain(CompletableFuture<RaftClientReply> reply, Duration timeout) {
        CompletableFuture<RaftClientReply> certain = new CompletableFuture<>();
        CompletableFuture<?> unused = reply.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (answer, e) -> {
                            if (e != null) {
                                certain.completeExceptionally(failure(e));
                            } else if (answer.isSuccess()) {
                                certain.complete(answer);
                            } else {
                                certain.completeExceptionally(refusal(answer));
                            }
                        },
                        answers);
        return certain;
    }

    /**
     * What Ratis' refusals make certain. That it does not lead says nothing of the entry: one that steps down tells so
     * all who wait for entries that it has logged, and the next leader may commit them.
     */
    private ConsensusException refusal(RaftClientReply reply) {
        Throwable why = reply.getException();
        if (why instanceof LeaderNotReadyException || why instanceof ResourceUnavailableException) {
            return ConsensusException.of(
                    Kind.OVERLOADED, "member '%s' takes nothing just now: %s".formatted(config.self(), why), why);
        }
        return uncertain(why == null ? new IOException("no reason given") : why);
    }

    private ConsensusException failure(Throwable why) {
        Throwable cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        return cause instanceof ReconfigurationInProgressException
                ? ConsensusException.of(
                        Kind.OVERLOADED, "member '%s' changes the group already".formatted(config.self()), cause)
                : uncertain(cause);
    }

    private ConsensusException uncertain(Throwable why) {
        String what = why instanceof TimeoutException ? "no answer in time" : String.valueOf(why);
        return ConsensusException.of(
                Kind.INDETERMINATE,
                "member '%s' cannot tell what became of it: %s".formatted(config.self(), what),
                why);
    }

    private ConsensusException notLeader() {
        return ConsensusException.notLeader(config.self(), leader());
    }

    private ConsensusException stopped() {
        return ConsensusException.of(Kind.SHUTTING_DOWN, "member '%s' has stopped".formatted(config.self()));
    }

    private Optional<String> leader() {
        return Optional.ofNullable(division.getInfo().getLeaderId()).map(RaftPeerId::toString);
    }

    @Override
    public ClusterView view() {
        DivisionInfo info = division.getInfo();
        List<Member> members = division.getRaftConf().getCurrentPeers().stream()
                .map(RatisNode::member)
                .toList();
        return new ClusterView(
                info.getCurrentTerm(),
                leader(),
                !closed && info.isLeaderReady(),
                members,
                Math.max(0, division.getRaftLog().getLastCommittedIndex()),
                Math.max(0, info.getLastAppliedIndex()));
    }

    private static Member member(RaftPeer peer) {
        int colon = peer.getAddress().lastIndexOf(':');
        return new Member(
                peer.getId().toString(),
                new InetSocketAddress(
                        peer.getAddress().substring(0, colon),
                        Integer.parseInt(peer.getAddress().substring(colon + 1))));
    }

    @Override
    public CompletableFuture<Void> reconfigure(List<Member> target, Duration timeout) {
        if (closed || !division.getInfo().isLeader()) {
            return CompletableFuture.failedFuture(closed ? stopped() : notLeader());
        }
        SetConfigurationRequest request =
                new SetConfigurationRequest(client, server.getId(), group, calls.incrementAndGet(), peers(target));
        try {
            return certain(server.setConfigurationAsync(request), timeout).thenApply(reply -> null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(uncertain(e));
        }
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String member, Duration timeout) {
        if (closed || !division.getInfo().isLeader()) {
            return CompletableFuture.failedFuture(closed ? stopped() : notLeader());
        }
        TransferLeadershipRequest request = new TransferLeadershipRequest(
                client, server.getId(), group, calls.incrementAndGet(), RaftPeerId.valueOf(member), timeout.toMillis());
        try {
            return certain(server.transferLeadershipAsync(request), timeout).thenApply(reply -> null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(uncertain(e));
        }
    }

    @Override
    public CompletableFuture<Long> snapshotNow() {
        if (closed) {
            return CompletableFuture.failedFuture(stopped());
        }
        SnapshotManagementRequest request = SnapshotManagementRequest.newCreate(
                client, server.getId(), group, calls.incrementAndGet(), SNAPSHOT_TIMEOUT.toMillis());
        return certain(server.snapshotManagementAsync(request), SNAPSHOT_TIMEOUT)
                .thenApply(RaftClientReply::getLogIndex);
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("member '%s' did not close well: %s".formatted(config.self(), e), e);
        } finally {
            answers.shutdown();
        }
    }
}
