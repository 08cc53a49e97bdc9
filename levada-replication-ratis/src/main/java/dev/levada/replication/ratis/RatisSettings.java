package dev.levada.replication.ratis;

import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.netty.NettyConfigKeys;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
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
        network(properties, config.selfMember());
        elections(properties, config);
        log(properties, config.snapshotEntries());
        // Else a leader answers from what it has, which another may have gone past.
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        return properties;
    }

    private static void network(RaftProperties properties, Member self) {
        RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.NETTY);
        // Without a host it would listen to everybody.
        NettyConfigKeys.Server.setHost(properties, self.address().getAddress().getHostAddress());
        NettyConfigKeys.Server.setPort(properties, self.address().getPort());
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
