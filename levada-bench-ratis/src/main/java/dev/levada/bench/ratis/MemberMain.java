package dev.levada.bench.ratis;

import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftServer;

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
        List<RaftPeer> peers = Arrays.stream(args).skip(4).map(MemberMain::peer).toList();
        RaftPeer self = peers.stream()
                .filter(peer -> peer.getId().toString().equals(args[0]))
                .findFirst()
                .orElseThrow();
        RaftServer server =
                Raft.NETTY.member(self, peers, Path.of(args[1]), new Timings(millis(args[2]), millis(args[3])));
        try (server) {
            server.start();
            long unused = System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    static String argument(RaftPeer peer) {
        return "%s:%d".formatted(peer.getId(), Raft.port(peer));
    }

    private static RaftPeer peer(String argument) {
        String[] parts = argument.split(":", -1);
        return Raft.peer(parts[0], Integer.parseInt(parts[1]));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
