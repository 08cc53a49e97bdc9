package dev.levada.replication.jgroups;

import dev.levada.io.net.Mtls;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLServerSocket;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.FlowControl;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.protocols.raft.ELECTION2;
import org.jgroups.protocols.raft.NO_DUPES;
import org.jgroups.stack.Protocol;
import org.jgroups.util.DefaultSocketFactory;

/** What JGroups is told. What is not said here is as JGroups has it. */
final class Stack {
    /** By default 40 s. Who is gone is missed at once, by its connection; this is for who stands still. */
    private static final long LEAST_SILENCE_MILLIS = 1_500;

    private static final long BEAT_MILLIS = 400;
    private static final long DOUBT_MILLIS = 300;
    private static final long RESEND_MILLIS = 300;
    private static final long JOIN_MILLIS = 400;
    private static final long LEAVE_MILLIS = 500;
    private static final long MERGE_MIN_MILLIS = 500;
    private static final long MERGE_MAX_MILLIS = 1_500;
    private static final int FRAGMENT_BYTES = 60_000;
    private static final int CREDIT_BYTES = 8 * 1024 * 1024;

    /** A leader reads all that a member lacks: what is in the log is bounded by bytes, too. */
    private static final long MAX_LOG_BYTES = 16L * 1024 * 1024;

    private Stack() {}

    static JChannel channel(NodeConfig config, IndexedRaft raft) throws Exception {
        Member self = config.selfMember();
        TCP tcp = new TCP();
        tcp.setBindAddress(self.address().getAddress())
                .setBindPort(self.address().getPort())
                .setPortRange(0);
        if (config.tls().isPresent()) {
            tcp.setSocketFactory(sockets(config.tls().get()));
        }
        tcp.enableSuspectEvents(true); // instead of FD_SOCK2, whose own door is open to everybody
        TCPPING discovery = new TCPPING();
        discovery
                .setPortRange(0)
                .setInitialHosts(config.members().stream().map(Member::address).toList());
        long silence =
                Math.max(LEAST_SILENCE_MILLIS, config.timings().electionMax().toMillis() * 3 / 2);
        return new JChannel(
                        tcp,
                        discovery,
                        new MERGE3().setMinInterval(MERGE_MIN_MILLIS).setMaxInterval(MERGE_MAX_MILLIS),
                        new FD_ALL3().setTimeout(silence).setInterval(BEAT_MILLIS),
                        new VERIFY_SUSPECT2().setTimeout(DOUBT_MILLIS),
                        new NAKACK2(),
                        new UNICAST3(),
                        new STABLE(),
                        new NO_DUPES(),
                        membership(),
                        credits(new UFC()),
                        credits(new MFC()),
                        new FRAG4().setFragSize(FRAGMENT_BYTES),
                        new ELECTION2(),
                        raft(config, raft))
                .name(Names.of(self));
    }

    private static DefaultSocketFactory sockets(Mtls mtls) throws IOException {
        DefaultSocketFactory sockets = new DefaultSocketFactory(mtls.context(NodeConfig.PEERS));
        sockets.setServerSocketConfigurator(socket -> ((SSLServerSocket) socket).setNeedClientAuth(true));
        return sockets;
    }

    private static GMS membership() {
        return new GMS()
                .setJoinTimeout(JOIN_MILLIS)
                .setLeaveTimeout(LEAVE_MILLIS)
                .printLocalAddress(false);
    }

    private static Protocol credits(FlowControl control) {
        return control.setMaxCredits(CREDIT_BYTES);
    }

    private static Protocol raft(NodeConfig config, IndexedRaft raft) throws IOException {
        raft.raftId(Names.of(config.selfMember()))
                .members(founders(config))
                .logUseFsync(true)
                .maxLogSize(MAX_LOG_BYTES)
                .resendInterval(RESEND_MILLIS);
        return raft;
    }

    /** The members that the log begins with: one that joins is not one of them before the group says so. */
    private static List<String> founders(NodeConfig config) throws IOException {
        Path file = config.directory().resolve("founders");
        if (!Files.exists(file)) {
            boolean joins = config.start() == NodeConfig.Start.JOIN;
            Path part = config.directory().resolve("founders.part");
            Files.writeString(
                    part,
                    config.members().stream()
                            .filter(member -> !joins || !member.id().equals(config.self()))
                            .map(Names::of)
                            .collect(Collectors.joining("\n")),
                    StandardCharsets.US_ASCII);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readAllLines(file, StandardCharsets.US_ASCII);
    }
}
