package dev.levada.replication.ratis;

import dev.levada.io.net.Mtls;
import dev.levada.replication.consensus.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.netty.NettyConfigKeys;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** What Ratis is told. What is not said here is as Ratis has it. */
final class RatisSettings {
    /** An entry has at most a batch, which is at most 1 MiB and one command of 1 MiB. */
    private static final SizeInBytes APPEND = SizeInBytes.valueOf("3MB");

    private static final SizeInBytes WRITE_BUFFER = SizeInBytes.valueOf("3200KB");
    private static final SizeInBytes SEGMENT = SizeInBytes.valueOf("8MB");
    private static final SizeInBytes PREALLOCATED = SizeInBytes.valueOf("1MB");

    private RatisSettings() {}

    static RaftProperties of(NodeConfig config, Path storage) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(storage.toFile()));
        network(properties, config);
        elections(properties, config);
        log(properties, config.snapshotEntries());
        // Else a leader answers from what it has, which another may have gone past.
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        return properties;
    }

    /** Of the two that Ratis has, Netty alone is the faster one, and gRPC alone has TLS. */
    private static void network(RaftProperties properties, NodeConfig config) {
        // Without a host either would listen to everybody.
        String host = config.selfMember().address().getAddress().getHostAddress();
        int port = config.selfMember().address().getPort();
        if (config.tls().isEmpty()) {
            RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.NETTY);
            NettyConfigKeys.Server.setHost(properties, host);
            NettyConfigKeys.Server.setPort(properties, port);
        } else {
            RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.GRPC);
            GrpcConfigKeys.Server.setHost(properties, host);
            GrpcConfigKeys.Server.setPort(properties, port);
        }
    }

    /** What Ratis is told that is no text. */
    static Parameters parameters(NodeConfig config) {
        Parameters parameters = new Parameters();
        config.tls().ifPresent(mtls -> GrpcConfigKeys.TLS.setConf(parameters, tls(mtls)));
        return parameters;
    }

    private static GrpcTlsConfig tls(Mtls mtls) {
        return GrpcTlsConfig.newBuilder()
                .setName("levada")
                .setKeyManager(mtls.keyManager())
                .setTrustManager(mtls.trustManager(NodeConfig.PEERS))
                .setMutualTls(true)
                .setSslProvider(SslProvider.JDK)
                .setProtocols("TLSv1.3")
                .build();
    }

    private static void elections(RaftProperties properties, NodeConfig config) {
        TimeDuration min = millis(config.timings().electionMin());
        TimeDuration max = millis(config.timings().electionMax());
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, max);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, min);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, max);
        // By default one that stepped down does not stand for 10 s; if only it has the newest log, nobody can win.
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, min);
        RaftServerConfigKeys.LeaderElection.setPreVote(properties, true);
    }

    private static void log(RaftProperties properties, long snapshotEntries) {
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SEGMENT);
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, PREALLOCATED);
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, WRITE_BUFFER);
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, APPEND);
        // Else each append starts a thread where the JVM has one processor for common work.
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, snapshotEntries);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, 2);
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
    }

    private static TimeDuration millis(Duration duration) {
        return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
    }
}
