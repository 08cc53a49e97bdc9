package dev.levada.bench.ratis;

import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.netty.NettyConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** The one group of a store, its members and clients, over one of the transports of Ratis. */
enum Raft {
    NETTY(SupportedRpcType.NETTY),
    GRPC(SupportedRpcType.GRPC);

    static final RaftGroupId ID =
            RaftGroupId.valueOf(UUID.nameUUIDFromBytes("by-hand".getBytes(StandardCharsets.UTF_8)));

    /** For a client that must bear the loss of a leader. */
    static final RetryPolicy PATIENT =
            RetryPolicies.retryUpToMaximumCountWithFixedSleep(50, TimeDuration.valueOf(100, TimeUnit.MILLISECONDS));

    private static final int IN_FLIGHT = 4_096;

    private final SupportedRpcType type;

    Raft(SupportedRpcType type) {
        this.type = type;
    }

    static RaftPeer peer(String id, int port) {
        return RaftPeer.newBuilder().setId(id).setAddress("127.0.0.1:" + port).build();
    }

    static int port(RaftPeer peer) {
        String address = peer.getAddress();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    RaftClient client(List<RaftPeer> peers, RetryPolicy retry) {
        RaftProperties properties = new RaftProperties();
        RaftConfigKeys.Rpc.setType(properties, type);
        // More would wait on the thread that serves.
        RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, IN_FLIGHT);
        return RaftClient.newBuilder()
                .setRaftGroup(RaftGroup.valueOf(ID, peers))
                .setProperties(properties)
                .setRetryPolicy(retry)
                .build();
    }

    /**
     * A member, not yet started.
     *
     * @param directory new, or that of an earlier life of it
     */
    RaftServer member(RaftPeer self, List<RaftPeer> peers, Path directory, Timings timings) throws IOException {
        boolean hasPast = Files.isDirectory(directory);
        return RaftServer.newBuilder()
                .setServerId(self.getId())
                .setGroup(RaftGroup.valueOf(ID, peers))
                .setStateMachine(new HandMadeStore())
                .setProperties(properties(self, directory, timings))
                .setOption(hasPast ? RaftStorage.StartupOption.RECOVER : RaftStorage.StartupOption.FORMAT)
                .build();
    }

    /** Where its defaults would be another measurement, as the library has it: else as Ratis has it. */
    private RaftProperties properties(RaftPeer self, Path directory, Timings timings) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
        RaftConfigKeys.Rpc.setType(properties, type);
        switch (this) {
            case NETTY -> {
                NettyConfigKeys.Server.setHost(properties, "127.0.0.1");
                NettyConfigKeys.Server.setPort(properties, port(self));
            }
            case GRPC -> {
                GrpcConfigKeys.Server.setHost(properties, "127.0.0.1");
                GrpcConfigKeys.Server.setPort(properties, port(self));
            }
        }
        TimeDuration min = duration(timings.electionMin());
        TimeDuration max = duration(timings.electionMax());
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, max);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, max);
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, min);
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("8MB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("1MB"));
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, false);
        return properties;
    }

    private static TimeDuration duration(Duration of) {
        return TimeDuration.valueOf(of.toMillis(), TimeUnit.MILLISECONDS);
    }
}
