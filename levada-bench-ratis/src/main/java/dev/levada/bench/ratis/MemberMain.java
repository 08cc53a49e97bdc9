package dev.levada.bench.ratis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.netty.NettyConfigKeys;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** A member in a process of its own. It ends when its standard input does. */
final class MemberMain {

    private MemberMain() {}

    /**
     * Runs until the input ends.
     *
     * @param args own id, directory, shortest and longest election time-out in ms, and for each member ID:PORT
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 5) {
            throw new IllegalArgumentException(
                    "expected SELF DIRECTORY MIN_MS MAX_MS ID:PORT..., found " + Arrays.toString(args));
        }
        Path directory = Path.of(args[1]);
        boolean hasPast = Files.isDirectory(directory);
        List<RaftPeer> peers =
                Arrays.stream(args).skip(4).map(HandMadeGroup::peer).toList();
        RaftServer server = RaftServer.newBuilder()
                .setServerId(RaftPeerId.valueOf(args[0]))
                .setGroup(HandMadeGroup.of(peers))
                .setStateMachine(new HandMadeStore())
                .setProperties(properties(directory, args, peers))
                .setOption(hasPast ? RaftStorage.StartupOption.RECOVER : RaftStorage.StartupOption.FORMAT)
                .build();
        try (server) {
            server.start();
            long unused = System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Where its defaults would be another measurement, as the library has it: else as Ratis has it. */
    private static RaftProperties properties(Path directory, String[] args, List<RaftPeer> peers) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
        RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.NETTY);
        String address = peers.stream()
                .filter(peer -> peer.getId().toString().equals(args[0]))
                .findFirst()
                .orElseThrow()
                .getAddress();
        int colon = address.lastIndexOf(':');
        NettyConfigKeys.Server.setHost(properties, address.substring(0, colon));
        NettyConfigKeys.Server.setPort(properties, Integer.parseInt(address.substring(colon + 1)));
        TimeDuration min = TimeDuration.valueOf(Long.parseLong(args[2]), TimeUnit.MILLISECONDS);
        TimeDuration max = TimeDuration.valueOf(Long.parseLong(args[3]), TimeUnit.MILLISECONDS);
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
}
