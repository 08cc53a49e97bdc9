package dev.levada.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.contract.RecordingLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.protocols.raft.AppendEntriesResponse;
import org.jgroups.protocols.raft.InstallSnapshotRequest;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.PersistentState;
import org.jgroups.stack.Protocol;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One member's Raft, without a network. */
final class IndexedRaftTest {
    @TempDir
    Path directory;

    private final RecordingLog applied = new RecordingLog();

    /** Below Raft: what it sends. */
    private static final class Sent extends Protocol {
        private final List<Message> messages = new ArrayList<>();

        @Override
        public @Nullable Object down(Message message) {
            messages.add(message);
            return null;
        }
    }

    private LogMachine machine(RecordingLog log) {
        return new LogMachine(log, "m1", 1_000);
    }

    private DurableLog fiveEntries(long committed) throws Exception {
        DurableLog log = DurableLogTest.open(directory);
        log.append(1, DurableLogTest.entries(1, "1", "2", "3", "4", "5"));
        log.commitIndex(committed);
        return log;
    }

    private static IndexedRaft raft(LogMachine machine, Log log, Sent sent) throws Exception {
        IndexedRaft raft = new IndexedRaft(machine);
        raft.stateMachine(machine);
        raft.log(log);
        raft.setDownProtocol(sent);
        raft.setAddress(UUID.randomUUID());
        raft.restored(log);
        raft.initStateMachineFromLog();
        return raft;
    }

    /** A snapshot of the first entries, as another member wrote it. */
    private byte[] snapshot(int count) throws Exception {
        LogMachine other = machine(new RecordingLog());
        for (int i = 1; i <= count; i++) {
            other.next(i, 1);
            LogEntry entry =
                    DurableLogTest.entries(1, String.valueOf(i)).iterator().next();
            byte[] unused = other.apply(entry.command(), entry.offset(), entry.length(), true);
        }
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream(128, true);
        new PersistentState().writeTo(out);
        other.writeContentTo(out);
        return Arrays.copyOf(out.buffer(), out.position());
    }

    @Test
    void anEntryThatTheSnapshotHasIsNotAppliedAgain() throws Exception {
        DurableLog log = fiveEntries(5);
        log.setSnapshot(ByteBuffer.wrap(snapshot(3))); // and then it was killed, before the log was shortened
        IndexedRaft raft = raft(machine(applied), log, new Sent());

        assertThat(applied.entries()).containsExactly("1", "2", "3", "4", "5");
        assertThat(applied.wrong()).isNull();
        assertThat(raft.commitIndex()).isEqualTo(5);
    }

    @Test
    void aSnapshotThatIsNewerThanTheLogStandsForIt() throws Exception {
        DurableLog log = fiveEntries(2);
        log.setSnapshot(ByteBuffer.wrap(snapshot(9))); // of the leader; it was killed before the log began anew
        IndexedRaft raft = raft(machine(applied), log, new Sent());

        assertThat(applied.entries()).hasSize(9);
        assertThat(raft.commitIndex()).isEqualTo(9);
        assertThat(raft.lastAppended()).isEqualTo(9);
    }

    @Test
    void aSnapshotThatComesLateTakesNothingBack() throws Exception {
        Sent sent = new Sent();
        LogMachine machine = machine(applied);
        IndexedRaft raft = raft(machine, fiveEntries(3), sent);

        install(raft, 2);
        assertThat(applied.entries()).containsExactly("1", "2", "3");
        install(raft, 4);
        assertThat(applied.entries()).containsExactly("1", "2", "3", "4");
        assertThat(raft.lastAppended()).isEqualTo(5); // the fifth may be acknowledged
        assertThat(applied.snapshotsRead()).isZero();
        assertThat(sent.messages)
                .hasSize(2)
                .allMatch(message -> message.getHeader(raft.getId()) instanceof AppendEntriesResponse);

        install(raft, 7);
        assertThat(applied.snapshotsRead()).isEqualTo(1);
        assertThat(applied.entries()).hasSize(7);
        assertThat(machine.applied()).isEqualTo(7);
    }

    private void install(IndexedRaft raft, int index) throws Exception {
        UUID leader = UUID.randomUUID();
        InstallSnapshotRequest header = new InstallSnapshotRequest(1, leader, index, 1);
        Message message = new BytesMessage(null, snapshot(index)).setSrc(leader);
        raft.handleUpRequest(message.putHeader(raft.getId(), header), header);
    }

    @Test
    void whatAMemberLacksIsSentInParts() throws Exception {
        DurableLog log = DurableLogTest.open(directory);
        LogEntries entries = new LogEntries();
        for (int i = 0; i < 10; i++) {
            entries.add(new LogEntry(1, new Content(Content.Kind.ENTRY, new byte[900_000]).toBytes()));
        }
        log.append(1, entries);
        IndexedRaft raft = raft(machine(applied), log, new Sent());

        assertThat(raft.bounded(1, 10)).isEqualTo(2);
        assertThat(raft.bounded(9, 10)).isEqualTo(10);
        assertThat(raft.bounded(3, 3)).isEqualTo(3);
    }

    /** It would take all of a message for known of whose first entry it was told before. */
    @Test
    void allThatAMemberLacksIsSentAndNoEntryAloneBeforeThat() throws Exception {
        Sent sent = new Sent();
        IndexedRaft raft = raft(machine(applied), fiveEntries(0), sent);
        raft.setLeaderAndTerm(raft.getAddress(), 1);
        UUID member = UUID.randomUUID();

        raft.resend(member, 2, 2);
        raft.resend(member, 2, 5);

        assertThat(sent.messages).hasSize(1);
        LogEntries entries = sent.messages.get(0).getObject();
        assertThat(entries.size()).isEqualTo(4);
    }

    @Test
    void aMachineThatFailedIsHandedNothingMore() throws Exception {
        LogMachine machine = machine(applied);
        machine.next(1, 1);
        assertThatThrownBy(() -> machine.apply(new byte[] {1, 2, 3, 4, 5, 6}, 0, 6, true))
                .hasMessageContaining("entry 1 of its log is damaged");
        LogEntry entry = DurableLogTest.entries(1, "next").iterator().next();
        machine.next(2, 1);
        assertThatThrownBy(() -> machine.apply(entry.command(), entry.offset(), entry.length(), true));
        assertThat(applied.entries()).isEmpty();
        assertThat(applied.wrong()).contains("damaged");
    }

    @Test
    void aSnapshotThatIsTooLargeIsRefused() throws Exception {
        LogMachine machine = new LogMachine(applied, "m1", 10);
        machine.next(1, 1);
        LogEntry entry =
                DurableLogTest.entries(1, "more than ten bytes").iterator().next();
        byte[] unused = machine.apply(entry.command(), entry.offset(), entry.length(), true);
        assertThatThrownBy(() -> machine.writeContentTo(new ByteArrayDataOutputStream(128, true)))
                .hasMessageContaining("10 at most");
    }
}
