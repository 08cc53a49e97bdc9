package dev.levada.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusException.Kind;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.Timings;
import dev.levada.replication.contract.RecordingLog;
import dev.levada.replication.contract.TestGroup;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TCP;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is not so for every provider. */
final class JGroupsMembersTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private TestGroup group() throws Exception {
        return new TestGroup(new JGroupsProvider(), directory, 3, 1_000_000).open();
    }

    /** JGroups' own reads would commit the entry, which no other member has, and be answered from it. */
    @Test
    void aReadThatNobodyConfirmsIsNotAnsweredAndCommitsNothing() throws Exception {
        try (TestGroup group = group()) {
            group.propose("before");
            String leader = group.leader();
            JGroupsNode node = (JGroupsNode) group.node(leader);
            DISCARD deaf = new DISCARD();
            deaf.discardAll(true);
            node.channel().stack().insertProtocol(deaf, ProtocolStack.Position.ABOVE, TCP.class);

            CompletableFuture<byte[]> alone = node.propose("alone".getBytes(StandardCharsets.UTF_8), SHORT);
            CompletableFuture<Long> read = node.readBarrier(SHORT);

            assertThatThrownBy(read::join).satisfies(e -> assertThat(kind(e)).isEqualTo(Kind.INDETERMINATE));
            assertThatThrownBy(alone::join).satisfies(e -> assertThat(kind(e)).isEqualTo(Kind.INDETERMINATE));
            assertThat(group.log(leader).entries()).containsExactly("before");
        }
    }

    private static Kind kind(Throwable e) {
        return e.getCause() instanceof ConsensusException refused ? refused.kind() : Kind.SHUTTING_DOWN;
    }

    @Test
    void aCommittedEntryThatIsDamagedEndsTheMember() throws Exception {
        try (TestGroup group = group()) {
            group.propose("a committed entry");
            group.awaitAgreement(1);
            group.closeAll();
            try (RandomAccessFile file = new RandomAccessFile(
                    directory.resolve("m1/raft/entries.raft").toFile(), "rw")) {
                file.seek(DurableLogTest.position(file, "a committed entry"));
                file.write('X');
            }
            assertThatThrownBy(group::open)
                    .isInstanceOfSatisfying(
                            ConsensusException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FATAL))
                    .hasMessageContaining("damaged");
        }
    }

    /**
     * As of a member that asked for votes while it was cut off: all that a leader of an earlier term sends is dropped.
     */
    @Test
    void aMemberOfALaterTermThanItsLeaderIsTakenInAgain() throws Exception {
        try (TestGroup group = group()) {
            group.propose("before");
            String away = group.followers().get(0);
            group.close(away);
            DurableLog log = DurableLogTest.open(directory.resolve(away).resolve("raft"));
            log.currentTerm(log.currentTerm() + 3);
            log.close();

            group.open();
            group.propose("after");

            assertThat(group.awaitAgreement(2)).containsExactly("before", "after");
        }
    }

    @Test
    void membersMayBeOnlyWhereNobodyElseHears() {
        NodeConfig config = new NodeConfig(
                "g",
                "m1",
                List.of(new Member("m1", new InetSocketAddress("192.0.2.1", 7_800))),
                directory,
                NodeConfig.Start.FORM,
                Timings.standard(),
                1,
                Optional.empty());
        assertThatThrownBy(() -> new JGroupsProvider().open(config, new RecordingLog()))
                .hasMessageContaining("not a loopback address");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listensOnTheAddressesOfMembersAlone() throws Exception {
        Set<String> before = listening();
        try (TestGroup group = group()) {
            group.propose("entry");
            Set<String> opened = listening();
            opened.removeAll(before);
            assertThat(opened)
                    .isEqualTo(group.members().stream()
                            .map(member -> "tcp %08X:%04X"
                                    .formatted(0x0100007F, member.address().getPort()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Protocol, address and port, in hexadecimal, of what this process listens to. */
    private static Set<String> listening() throws IOException {
        Set<String> own = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    own.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        Set<String> listening = new TreeSet<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", protocol))) {
                String[] words = line.strip().split("\\s+");
                boolean open = words[3].equals("0A") || protocol.startsWith("udp");
                if (open && own.contains("socket:[" + words[9] + "]")) {
                    listening.add(protocol.replace("6", "") + " "
                            + words[1].replace("0000000000000000FFFF00000100007F", "0100007F"));
                }
            }
        }
        return listening;
    }
}
