package dev.levada.bench.ratis;

import dev.levada.bench.replicas.Group;
import dev.levada.bench.replicas.OwnClient;
import dev.levada.replication.FreePorts;
import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServer;

/** Apache Ratis over gRPC, which is what its documents begin with. */
public final class RatisOwnClient implements OwnClient {

    /** For the service loader. */
    public RatisOwnClient() {}

    @Override
    public String provider() {
        return "ratis";
    }

    @Override
    public Group open(int replicas, Path directory) throws IOException {
        List<RaftPeer> peers = new ArrayList<>();
        for (int port : FreePorts.take(replicas)) {
            peers.add(Raft.peer("m" + (peers.size() + 1), port));
        }
        List<RaftServer> members = new ArrayList<>();
        for (RaftPeer peer : peers) {
            RaftServer member =
                    Raft.GRPC.member(peer, peers, directory.resolve(peer.getId().toString()), Timings.standard());
            members.add(member);
            member.start();
        }
        Asked group = new Asked(members, Raft.GRPC.client(peers, Raft.PATIENT));
        group.ask().join(); // as soon as somebody leads
        return group;
    }

    private record Asked(List<RaftServer> members, RaftClient client) implements Group {
        /** A command of 100 bytes. */
        private static final Message COMMAND = Message.valueOf("k=" + "c".repeat(98));

        @Override
        public CompletableFuture<RaftClientReply> ask() {
            return client.async().send(COMMAND).thenApply(HandMadeGroup::done);
        }

        @Override
        public void close() {
            try (client) {
                for (RaftServer member : members) {
                    member.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
