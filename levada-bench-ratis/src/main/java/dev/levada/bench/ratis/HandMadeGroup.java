package dev.levada.bench.ratis;

import dev.levada.bench.services.Store;
import dev.levada.bench.services.StoreService;
import dev.levada.faults.Shell;
import dev.levada.faults.replicas.MemberFault;
import dev.levada.replication.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.GroupInfoReply;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.util.TimeDuration;
import org.jspecify.annotations.Nullable;

/** Members in processes of their own, and one client of them. */
final class HandMadeGroup implements Store {
    private static final RaftGroupId ID =
            RaftGroupId.valueOf(UUID.nameUUIDFromBytes("by-hand".getBytes(StandardCharsets.UTF_8)));
    private static final TimeDuration REST = TimeDuration.valueOf(100, TimeUnit.MILLISECONDS);
    private static final int TRIES = 50;
    private static final int IN_FLIGHT = 4_096;
    private static final long PATIENCE_SECONDS = 60;

    private final StoreService.Group group;
    private final List<RaftPeer> peers = new ArrayList<>();
    private final Map<String, Process> processes = new TreeMap<>();
    private final RaftClient client;

    /** Asks members how they are, and takes no for an answer. */
    private final RaftClient visitor;

    private @Nullable Struck struck;

    private record Struck(MemberFault fault, String member) {}

    HandMadeGroup(StoreService.Group group) throws IOException {
        this.group = group;
        for (int port : FreePorts.take(group.replicas())) {
            peers.add(peer("m%d:%d".formatted(peers.size() + 1, port)));
        }
        Files.createDirectories(group.directory());
        client = client(RetryPolicies.retryUpToMaximumCountWithFixedSleep(TRIES, REST));
        visitor = client(RetryPolicies.noRetry());
        for (RaftPeer peer : peers) {
            start(peer.getId().toString());
        }
    }

    static RaftGroup of(List<RaftPeer> peers) {
        return RaftGroup.valueOf(ID, peers);
    }

    /** @param argument ID:PORT */
    static RaftPeer peer(String argument) {
        String[] parts = argument.split(":", -1);
        return RaftPeer.newBuilder()
                .setId(parts[0])
                .setAddress("127.0.0.1:" + parts[1])
                .build();
    }

    private RaftClient client(RetryPolicy retry) {
        RaftProperties properties = new RaftProperties();
        RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.NETTY);
        // More would wait on the thread that serves.
        RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, IN_FLIGHT);
        return RaftClient.newBuilder()
                .setRaftGroup(of(peers))
                .setProperties(properties)
                .setRetryPolicy(retry)
                .build();
    }

    private void start(String id) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path", ""),
                MemberMain.class.getName(),
                id,
                group.directory().resolve(id).toString(),
                String.valueOf(group.timings().electionMin().toMillis()),
                String.valueOf(group.timings().electionMax().toMillis())));
        for (RaftPeer peer : peers) {
            String address = peer.getAddress();
            command.add(peer.getId() + address.substring(address.lastIndexOf(':')));
        }
        Path log = group.directory().resolve(id + ".log");
        processes.put(
                id,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start());
    }

    @Override
    public CompletableFuture<?> get(String key) {
        return done(client.async().sendReadOnly(Message.valueOf(key)));
    }

    @Override
    public CompletableFuture<?> put(String key, String value) {
        return done(client.async().send(Message.valueOf(key + "=" + value)));
    }

    private static CompletableFuture<?> done(CompletableFuture<RaftClientReply> answer) {
        return answer.thenCompose(reply -> reply.isSuccess()
                ? CompletableFuture.completedFuture(reply)
                : CompletableFuture.failedFuture(new IOException(String.valueOf(reply.getException()))));
    }

    @Override
    public void awaitWhole() throws IOException {
        String unused = leader();
    }

    /** Who leads, when all members say that it is the same one. */
    private String leader() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            List<Optional<String>> leaders =
                    peers.stream().map(this::leaderOf).distinct().toList();
            if (leaders.size() == 1 && leaders.get(0).isPresent()) {
                return leaders.get(0).get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new IOException("the members do not agree on who leads after %d s; their logs are in %s"
                .formatted(PATIENCE_SECONDS, group.directory()));
    }

    private Optional<String> leaderOf(RaftPeer peer) {
        try {
            GroupInfoReply info = visitor.getGroupManagementApi(peer.getId()).info(ID);
            RoleInfoProto role = info.getRoleInfoProto();
            String leader = role.getRole() == RaftPeerRole.LEADER
                    ? peer.getId().toString()
                    : role.getFollowerInfo().getLeaderInfo().getId().getId().toStringUtf8();
            return leader.isEmpty() ? Optional.empty() : Optional.of(leader);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String strike(MemberFault fault) throws IOException, InterruptedException {
        String leader = leader();
        String member = fault == MemberFault.KILL_FOLLOWER
                ? processes.keySet().stream()
                        .filter(id -> !id.equals(leader))
                        .findFirst()
                        .orElseThrow()
                : leader;
        struck = new Struck(fault, member);
        Process process = process(member);
        switch (fault) {
            case KILL_LEADER, KILL_FOLLOWER -> process.destroyForcibly().waitFor();
            case FREEZE_LEADER -> Shell.signal(process.toHandle(), "STOP");
            case PARTITION -> throw new IllegalArgumentException("ways between these members cannot be cut");
        }
        return member;
    }

    private Process process(String member) {
        return Optional.ofNullable(processes.get(member))
                .orElseThrow(() -> new IllegalStateException("there is no member '%s'".formatted(member)));
    }

    @Override
    public void heal() throws IOException, InterruptedException {
        Struck last = struck;
        struck = null;
        if (last != null && last.fault() == MemberFault.FREEZE_LEADER) {
            Shell.signal(process(last.member()).toHandle(), "CONT");
        } else if (last != null) {
            start(last.member());
        }
    }

    @Override
    public void close() throws IOException {
        try (client;
                visitor) {
            processes.values().forEach(Process::destroyForcibly);
            processes.values().forEach(process -> process.onExit().join());
        }
    }
}
