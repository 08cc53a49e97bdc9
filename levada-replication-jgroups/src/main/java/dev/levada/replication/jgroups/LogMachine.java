package dev.levada.replication.jgroups;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.jgroups.raft.StateMachine;
import org.jspecify.annotations.Nullable;

/**
 * Hands what JGroups-raft has committed to the log of this member, on its one thread. A snapshot is {@code index, term,
 * length, crc32c, content}.
 */
final class LogMachine implements StateMachine {
    /** It is put together in memory, and sent in one piece. */
    static final int MAX_SNAPSHOT_BYTES = 256 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final ReplicatedLog log;
    private final String self;
    private final int maxSnapshotBytes;
    private long index;
    private long entryTerm;
    private volatile long applied;
    private volatile long term;
    private volatile long markedTerm;
    private volatile long snapshotIndex;
    private volatile @Nullable ConsensusException broken;

    LogMachine(ReplicatedLog log, String self, int maxSnapshotBytes) {
        this.log = log;
        this.self = self;
        this.maxSnapshotBytes = maxSnapshotBytes;
    }

    /** This entry is next to be applied. */
    void next(long nextIndex, long nextTerm) {
        index = nextIndex;
        entryTerm = nextTerm;
    }

    /** It has been, or was none for this machine. */
    void done() {
        term = entryTerm;
        applied = index;
    }

    /** The index of the last entry applied. It is there before who waits for that entry hears of it. */
    long applied() {
        return applied;
    }

    /** The term of that entry. */
    long term() {
        return term;
    }

    /** The term of the last leader whose first entry has been applied. */
    long markedTerm() {
        return markedTerm;
    }

    /** What the last snapshot is of. */
    long snapshotIndex() {
        return snapshotIndex;
    }

    /** Why nothing can be applied any more; null while it can. */
    @Nullable
    ConsensusException broken() {
        return broken;
    }

    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean answer) throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        Content content = Content.read(data, offset, length);
        if (content == null) {
            throw broken("entry %d of its log is damaged".formatted(index), new IOException("checksum"));
        }
        byte[] given = NOTHING;
        if (content.kind() == Content.Kind.MARKER) {
            markedTerm = entryTerm;
        } else {
            given = given(content.entry());
        }
        done();
        return given;
    }

    private byte[] given(byte[] entry) throws IOException {
        try {
            return log.apply(index, entryTerm, entry);
        } catch (RuntimeException e) {
            throw broken("entry %d cannot be applied: %s".formatted(index, e.getMessage()), e);
        }
    }

    /** JGroups would go on with the next entry. */
    IOException broken(String what, Exception cause) {
        ConsensusException fatal = ConsensusException.of(
                ConsensusException.Kind.FATAL, "member '%s' cannot go on: %s".formatted(self, what), cause);
        if (broken == null) {
            broken = fatal;
            log.failed(fatal);
        }
        return new IOException(fatal);
    }

    @Override
    public void writeContentTo(DataOutput out) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        log.writeSnapshot(content);
        if (content.size() > maxSnapshotBytes) {
            throw broken(
                    "a snapshot has %d bytes, with this consensus %d at most; use another"
                            .formatted(content.size(), maxSnapshotBytes),
                    new IOException("too large"));
        }
        byte[] bytes = content.toByteArray();
        out.writeLong(applied);
        out.writeLong(term);
        out.writeInt(bytes.length);
        out.writeInt(checksum(bytes));
        out.write(bytes);
        snapshotIndex = applied;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Override
    public void readContentFrom(DataInput in) throws IOException {
        long ofIndex = in.readLong();
        long ofTerm = in.readLong();
        int length = in.readInt();
        int checksum = in.readInt();
        if (length < 0 || length > maxSnapshotBytes) {
            throw broken("its snapshot is damaged", new IOException("length " + length));
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        if (checksum != checksum(bytes)) {
            throw broken("its snapshot is damaged", new IOException("checksum"));
        }
        log.readSnapshot(new ByteArrayInputStream(bytes));
        next(ofIndex, ofTerm);
        done();
        snapshotIndex = ofIndex;
    }
}
