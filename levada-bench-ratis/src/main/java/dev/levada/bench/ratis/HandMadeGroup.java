package dev.levada.bench.ratis;

import dev.levada.bench.services.Store;
import dev.levada.bench.services.StoreService;
import dev.levada.faults.Shell;
import dev.levada.faults.replicas.MemberFault;
import dev.levada.replication.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.GroupInfoReply;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.jspecify.annotations.Nullable;

/** Members in processes of their own, and one client of them. */
final class HandMadeGroup implements Store {
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
            peers.add(Raft.peer("m" + (peers.size() + 1), port));
        }
        Files.createDirectories(group.directory());
        client = Raft.NETTY.client(peers, Raft.PATIENT);
        visitor = Raft.NETTY.client(peers, RetryPolicies.noRetry());
        for (RaftPeer peer : peers) {
            start(peer.getId().toString());
        }
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
        peers.forEach(peer -> command.add(MemberMain.argument(peer)));
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
        return client.async().sendReadOnly(Message.valueOf(key)).thenApply(HandMadeGroup::done);
    }

    @Override
    public CompletableFuture<?> put(String key, String value) {
        return client.async().send(Message.valueOf(key + "=" + value)).thenApply(HandMadeGroup::done);
    }

    /** What was asked has been done, or this throws. */
    static RaftClientReply done(RaftClientReply reply) {
        if (!reply.isSuccess()) {
            throw new CompletionException(new IOException(String.valueOf(reply.getException())));
        }
        return reply;
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
            GroupInfoReply info = visitor.getGroupManagementApi(peer.getId()).info(Raft.ID);
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
