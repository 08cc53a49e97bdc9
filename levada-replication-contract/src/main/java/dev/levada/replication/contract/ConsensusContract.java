package dev.levada.replication.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.levada.io.net.Role;
import dev.levada.replication.consensus.Capability;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every provider must do. */
public abstract class ConsensusContract {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final ConsensusProvider provider;
    private final int count;

    /** @param count how many members a group has here */
    protected ConsensusContract(ConsensusProvider provider, int count) {
        this.provider = provider;
        this.count = count;
    }

    private TestGroup group(long snapshotEntries) throws IOException, ConsensusException {
        return new TestGroup(provider, directory, count, snapshotEntries).open();
    }

    private boolean toleratesCrash() {
        return provider.capabilities().contains(Capability.TOLERATES_CRASH);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertNothingWrong(TestGroup group) {
        assertNothingWrong(group, group.members());
    }

    private static void assertNothingWrong(TestGroup group, List<Member> members) {
        members.forEach(member -> assertThat(group.log(member.id()).wrong()).isNull());
    }

    @Test
    void allMembersApplyAllEntriesInOneOrderAndTheAnswerIsThatOfTheOwnEntry() throws Exception {
        try (TestGroup group = group(1_000_000)) {
            ConsensusNode leader = group.node(group.leader());
            List<CompletableFuture<byte[]>> answers = IntStream.range(0, 300)
                    .mapToObj(i -> leader.propose(bytes("entry " + i), LONG))
                    .toList();
            List<String> places = answers.stream()
                    .map(answer -> new String(answer.join(), StandardCharsets.UTF_8))
                    .toList();

            List<String> agreed = group.awaitAgreement(300);

            assertThat(agreed).hasSize(300).doesNotHaveDuplicates();
            for (int i = 0; i < 300; i++) {
                assertThat(agreed.get(Integer.parseInt(places.get(i)) - 1)).isEqualTo("entry " + i);
            }
            assertNothingWrong(group);
        }
    }

    @Test
    void nothingAcknowledgedIsMissingAfterAllWereClosedAndOpened() throws Exception {
        List<String> before;
        try (TestGroup group = group(1_000_000)) {
            for (int i = 0; i < 20; i++) {
                group.propose("entry " + i);
            }
            before = group.awaitAgreement(20);
            group.closeAll();
            group.open();
            group.propose("one more");
            assertThat(group.awaitAgreement(21))
                    .startsWith(before.toArray(String[]::new))
                    .endsWith("one more");
            assertNothingWrong(group);
        }
    }

    @Test
    void aSnapshotStandsForTheEntriesBeforeIt() throws Exception {
        try (TestGroup group = group(1_000_000)) {
            for (int i = 0; i < 20; i++) {
                group.propose("entry " + i);
            }
            group.awaitAgreement(20);
            for (Member member : group.members()) {
                assertThat(group.node(member.id()).snapshotNow().join()).isPositive();
            }
            group.propose("one more");
            group.closeAll();
            group.open();
            assertThat(group.awaitAgreement(21))
                    .hasSize(21)
                    .doesNotHaveDuplicates()
                    .endsWith("one more");
            group.members()
                    .forEach(member ->
                            assertThat(group.log(member.id()).snapshotsRead()).isPositive());
            assertNothingWrong(group);
        }
    }

    @Test
    void snapshotsAreTakenByThemselvesAndTheLogGoesOn() throws Exception {
        try (TestGroup group = group(50)) {
            for (int i = 0; i < 130; i++) {
                group.propose("entry " + i);
            }
            group.awaitAgreement(130);
            group.closeAll();
            group.open();
            assertThat(group.awaitAgreement(130)).hasSize(130).doesNotHaveDuplicates();
            assertThat(group.log(group.leader()).snapshotsRead()).isPositive();
            assertNothingWrong(group);
        }
    }

    @Test
    void afterABarrierAllThatWasAcknowledgedBeforeItCanBeRead() throws Exception {
        try (TestGroup group = group(1_000_000)) {
            for (int i = 1; i <= 20; i++) {
                group.propose("entry " + i);
                String leader = group.leader();
                long index = group.node(leader).readBarrier(LONG).join();
                assertThat(group.log(leader).entries()).hasSize(i);
                assertThat(group.node(leader).view().applied()).isGreaterThanOrEqualTo(index);
            }
        }
    }

    @Test
    void aFollowerOrdersNothingAndSaysWhoLeads() throws Exception {
        assumeThat(toleratesCrash()).as("there are followers").isTrue();
        try (TestGroup group = group(1_000_000)) {
            group.propose("first");
            String follower = group.followers().get(0);
            assertRefused(group.node(follower).propose(bytes("no"), LONG), ConsensusException.Kind.NOT_LEADER);
            assertRefused(group.node(follower).readBarrier(LONG), ConsensusException.Kind.NOT_LEADER);
            TestGroup.await("a hint", () -> group.node(follower).view().leader().isPresent());
            group.propose("last");
            assertThat(group.awaitAgreement(2)).containsExactly("first", "last");
        }
    }

    @Test
    void theOthersGoOnWithoutTheLeaderAndItCatchesUp() throws Exception {
        assumeThat(toleratesCrash()).as("tolerates crashes").isTrue();
        try (TestGroup group = group(1_000_000)) {
            group.propose("before");
            String lost = group.leader();
            group.close(lost);
            group.propose("meanwhile");
            group.open();
            group.propose("after");
            assertThat(group.awaitAgreement(3)).containsExactly("before", "meanwhile", "after");
            assertNothingWrong(group);
        }
    }

    @Test
    void oneThatWasAwayTooLongGetsASnapshot() throws Exception {
        assumeThat(toleratesCrash()).as("tolerates crashes").isTrue();
        try (TestGroup group = group(50)) {
            group.propose("before");
            String away = group.followers().get(0);
            group.close(away);
            for (int i = 0; i < 300; i++) {
                group.propose("entry " + i);
            }
            group.open();
            assertThat(group.awaitAgreement(301)).hasSize(301).doesNotHaveDuplicates();
            assertNothingWrong(group);
        }
    }

    @Test
    void withoutAMajorityNothingIsAcknowledgedAndNothingIsSaidToHaveFailed() throws Exception {
        assumeThat(toleratesCrash()).as("tolerates crashes").isTrue();
        try (TestGroup group = group(1_000_000)) {
            group.propose("before");
            String leader = group.leader();
            for (String follower : new ArrayList<>(group.followers())) {
                group.close(follower);
            }
            CompletableFuture<byte[]> alone = group.node(leader).propose(bytes("alone"), Duration.ofSeconds(2));
            assertThatThrownBy(alone::join).hasCauseInstanceOf(ConsensusException.class);
            assertThat(group.log(leader).entries()).doesNotContain("alone");
            alone.exceptionally(e -> {
                        // It may have stepped down before it was asked.
                        assertThat(kind(e))
                                .isIn(ConsensusException.Kind.INDETERMINATE, ConsensusException.Kind.NOT_LEADER);
                        return new byte[0];
                    })
                    .join();
        }
    }

    @Test
    void aNewMemberCatchesUpAndOneThatLeftIsNotMissed() throws Exception {
        assumeThat(provider.capabilities().contains(Capability.MEMBERSHIP))
                .as("members can be changed")
                .isTrue();
        try (TestGroup group = group(1_000_000)) {
            for (int i = 0; i < 20; i++) {
                group.propose("entry " + i);
            }
            Member joins = group.join();
            group.reconfigure(group.members());
            assertThat(group.awaitAgreement(20)).hasSize(20);
            assertThat(group.log(joins.id()).entries()).hasSize(20);

            String leaves = group.followers().stream()
                    .filter(id -> !id.equals(joins.id()))
                    .findFirst()
                    .orElseThrow();
            List<Member> rest = group.members().stream()
                    .filter(member -> !member.id().equals(leaves))
                    .toList();
            group.reconfigure(rest);
            group.close(leaves);
            group.propose("without it");

            assertThat(group.awaitAgreement(21)).endsWith("without it");
            assertThat(group.node(group.leader()).view().members())
                    .extracting(Member::id)
                    .containsExactlyInAnyOrderElementsOf(
                            rest.stream().map(Member::id).toList());
            assertNothingWrong(group, rest);
        }
    }

    @Test
    void aMemberThatHasStoppedOrdersNothing() throws Exception {
        try (TestGroup group = group(1_000_000)) {
            group.propose("before");
            ConsensusNode node = group.node(group.leader());
            group.closeAll();
            assertRefused(node.propose(bytes("no"), LONG), ConsensusException.Kind.SHUTTING_DOWN);
            assertRefused(node.readBarrier(LONG), ConsensusException.Kind.SHUTTING_DOWN);
            assertRefused(node.snapshotNow(), ConsensusException.Kind.SHUTTING_DOWN);
        }
    }

    @Test
    void aDirectoryIsOneMembersAlone() throws Exception {
        try (TestGroup group = group(1_000_000)) {
            String first = group.members().get(0).id();
            assertThatThrownBy(() -> group.open(first, NodeConfig.Start.FORM, group.members()))
                    .isInstanceOfSatisfying(
                            ConsensusException.class,
                            e -> assertThat(e.kind()).isEqualTo(ConsensusException.Kind.FATAL));
            assertThat(group.propose("still here")).isEqualTo("1");
        }
    }

    @Test
    void membersThatShowCertificatesApplyAllEntriesAndOneIsReplaced() throws Exception {
        assumeTls();
        Authority authority = new Authority(directory.resolve("certificates"), "lab");
        try (TestGroup group = new TestGroup(provider, directory, count, 1_000, authority::replica)) {
            group.open().propose("a");
            String gone = group.leader();
            group.close(gone);
            group.propose("b");
            group.open(gone, NodeConfig.Start.FORM, group.members());
            assertThat(group.awaitAgreement(2)).containsExactly("a", "b");
            assertNothingWrong(group);
        }
    }

    /** The server tells who it does not take when that one reads: by then, TLS 1.3 has let it greet. */
    @Test
    void memberTalksToMembersOfItsClusterAlone() throws Exception {
        assumeTls();
        Authority authority = new Authority(directory.resolve("certificates"), "lab");
        Authority other = new Authority(directory.resolve("others"), "lab");
        Authority elsewhere = new Authority(directory.resolve("elsewhere"), "yard");
        try (TestGroup group = new TestGroup(provider, directory, count, 1_000, authority::replica)) {
            group.open().propose("a");
            for (Member member : group.members()) {
                assertThat(Stranger.isRefused(member.address(), authority.context(Role.REPLICA, "m9")))
                        .isFalse();
                assertThat(Stranger.isRefused(member.address(), authority.context(Role.CLIENT, "c1")))
                        .isTrue();
                assertThat(Stranger.isRefused(member.address(), authority.context(Role.WORKER, "w1")))
                        .isTrue();
                assertThat(Stranger.isRefused(member.address(), other.context(Role.REPLICA, "m1")))
                        .isTrue();
                assertThat(Stranger.isRefused(member.address(), elsewhere.context(Role.REPLICA, "m1")))
                        .isTrue();
                assertThat(Stranger.isRefused(member.address(), Stranger.withoutCertificate()))
                        .isTrue();
            }
            assertNothingWrong(group);
        }
    }

    private void assumeTls() {
        assumeThat(provider.capabilities().contains(Capability.TLS))
                .as("members speak TLS")
                .isTrue();
    }

    private static void assertRefused(CompletableFuture<?> refused, ConsensusException.Kind kind) {
        assertThatThrownBy(refused::join).satisfies(e -> assertThat(kind(e)).isEqualTo(kind));
    }

    private static ConsensusException.Kind kind(Throwable e) {
        Throwable cause = e instanceof ConsensusException || e.getCause() == null ? e : e.getCause();
        return ((ConsensusException) cause).kind();
    }
}
