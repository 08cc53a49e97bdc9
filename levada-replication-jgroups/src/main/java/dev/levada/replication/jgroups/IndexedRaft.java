package dev.levada.replication.jgroups;

import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.protocols.raft.AppendEntriesResponse;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.InstallSnapshotRequest;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.PersistentState;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.RaftHeader;
import org.jgroups.raft.util.CommitTable;
import org.jgroups.util.ByteArrayDataInputStream;

/**
 * Raft as JGroups has it, that tells which entry it applies. There, a member that was killed between writing a snapshot
 * and shortening its log applies what is in both twice; a snapshot that comes late takes back what was acknowledged
 * since; and all that a member lacks is sent again in one message, however much it is, or, while clients go on asking,
 * never.
 */
final class IndexedRaft extends RAFT {
    /** Of one message with what a member lacks. */
    static final int MAX_RESENT_BYTES = 2 * 1024 * 1024;

    private final LogMachine machine;

    /** To whom what it lacks was sent since that was looked at last. */
    private final Set<Address> served = ConcurrentHashMap.newKeySet();

    // Of Raft's one thread.
    private long resentNanos = System.nanoTime();
    private long dueIndex;

    IndexedRaft(LogMachine machine) {
        this.machine = machine;
        setId(RAFT_ID); // JGroups looks that up by the class, and knows only its own
    }

    @Override
    protected void applyCommit(long index, boolean answer) throws Exception {
        LogEntry entry = log_impl.get(index);
        machine.next(index, entry == null ? 0 : entry.term());
        super.applyCommit(index, answer);
        machine.done();
    }

    /** What {@link #start} reads of the log before it applies it. */
    void restored(Log log) {
        last_appended = log.lastAppended();
        commit_index = log.commitIndex();
    }

    @Override
    public void initStateMachineFromLog() throws Exception {
        if (state_machine_loaded) {
            return;
        }
        ByteBuffer snapshot = log_impl.getSnapshot();
        if (snapshot != null) {
            DataInput in = new ByteArrayDataInputStream(snapshot);
            internal_state.readFrom(in);
            machine.readContentFrom(in);
            if (machine.applied() > log_impl.lastAppended()) { // it came from a leader, and the log is from before
                log_impl.reinitializeTo(machine.applied(), new LogEntry(machine.term(), null));
                last_appended = machine.applied();
            }
            commit_index = Math.max(commit_index, machine.applied());
        }
        if (log_impl.firstAppended() > machine.applied() + 1) {
            throw new IllegalStateException("the log begins with entry %d, and the snapshot is of %d: some are lost"
                    .formatted(log_impl.firstAppended(), machine.applied()));
        }
        long committed = Math.min(commit_index, log_impl.lastAppended());
        for (long index = machine.applied() + 1; index <= committed; index++) {
            replay(index);
        }
        commit_index = Math.max(committed, machine.applied());
        log_impl.commitIndex(commit_index);
        computeMajority();
        state_machine_loaded = true;
    }

    private void replay(long index) throws Exception {
        LogEntry entry = log_impl.get(index);
        if (entry == null) {
            throw new IllegalStateException("entry %d is missing in the log".formatted(index));
        }
        machine.next(index, entry.term());
        if (entry.internal()) {
            executeInternalCommand(null, entry.command(), entry.offset(), entry.length());
        } else if (entry.command() != null) {
            byte[] unused = machine.apply(entry.command(), entry.offset(), entry.length(), true);
        }
        machine.done();
    }

    @Override
    public void handleUpRequest(Message message, RaftHeader header) {
        if (header instanceof InstallSnapshotRequest && header.currTerm() >= currentTerm() && isKnown(message)) {
            return;
        }
        super.handleUpRequest(message, header);
    }

    /** Whether all that a snapshot stands for is in the log here; then what follows it must stay there. */
    private boolean isKnown(Message message) {
        try {
            DataInput in = new ByteArrayDataInputStream(message.getArray(), message.getOffset(), message.getLength());
            new PersistentState().readFrom(in);
            long index = in.readLong();
            long term = in.readLong();
            LogEntry own = log_impl.get(index);
            boolean inLog = own != null && own.term() == term;
            if (index > commit_index && !inLog) {
                return false;
            }
            commitLogTo(Math.max(index, commit_index), false);
            acknowledge(message.src(), index);
            return true;
        } catch (IOException e) {
            return false; // who reads it in earnest says what is wrong
        }
    }

    private void acknowledge(Address leader, long index) {
        AppendResult result = new AppendResult(AppendResult.Result.OK, index).commitIndex(commit_index);
        down_prot.down(new EmptyMessage(leader).putHeader(id, new AppendEntriesResponse(currentTerm(), result)));
    }

    /**
     * JGroups sends again only when nothing was asked of it for a while: without end, where clients wait for a member
     * that lacks something, and go on asking. Sent again is what was there when this was looked at last.
     */
    @Override
    protected void processQueue() {
        super.processQueue();
        long now = System.nanoTime();
        CommitTable table = commit_table;
        if (table != null && now - resentNanos > TimeUnit.MILLISECONDS.toNanos(resend_interval)) {
            long due = dueIndex;
            resentNanos = now;
            dueIndex = last_appended;
            table.forEach((member, entry) -> {
                if (entry.matchIndex() < due) {
                    sendAppendEntriesMessage(member, entry);
                }
            });
            served.clear();
        }
    }

    /**
     * Not by one that leads no more: JGroups would say that it is of the new leader's term. And all that there is, once
     * at a time: JGroups makes that a single entry whenever one was refused, and a member takes all of a message for
     * known if its first entry is. With one alone sent before, it would be an entry further each time.
     */
    @Override
    protected void resend(Address target, long from, long to) {
        if (isLeader() && served.add(target)) {
            super.resend(target, from, bounded(from, last_appended));
        }
    }

    @Override
    protected void resend(Address target, long index) {
        if (isLeader()) {
            super.resend(target, index);
        }
    }

    /** The rest follows when this has been acknowledged. */
    long bounded(long from, long to) {
        long bytes = 0;
        for (long index = from; index <= to; index++) {
            LogEntry entry = log_impl.get(index);
            bytes += entry == null ? 0 : entry.length();
            if (bytes > MAX_RESENT_BYTES) {
                return Math.max(from, index - 1);
            }
        }
        return to;
    }

    /** The largest index that a member is known to have; 0 if it is not there. For who leads. */
    long matched(Address member) {
        return commit_table == null || commit_table.get(member) == null
                ? 0
                : commit_table.get(member).matchIndex();
    }
}
