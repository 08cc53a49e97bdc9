package dev.levada.replication.contract;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it was handed, and how. */
public final class RecordingLog implements ReplicatedLog {
    private final List<String> entries = new ArrayList<>();
    private long lastIndex;
    private int snapshotsRead;
    private @Nullable String wrong;

    /** With nothing applied. */
    public RecordingLog() {}

    @Override
    public synchronized byte[] apply(long index, long term, byte[] entry) {
        if (index <= lastIndex) {
            wrong = "index %d after %d".formatted(index, lastIndex);
        }
        lastIndex = index;
        entries.add(new String(entry, StandardCharsets.UTF_8));
        return String.valueOf(entries.size()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void writeSnapshot(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(entries.size());
        for (String entry : entries) {
            out.writeUTF(entry);
        }
        out.flush();
    }

    @Override
    public synchronized void readSnapshot(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int count = in.readInt();
        entries.clear();
        lastIndex = 0;
        snapshotsRead++;
        for (int i = 0; i < count; i++) {
            entries.add(in.readUTF());
        }
    }

    @Override
    public synchronized void failed(ConsensusException cause) {
        wrong = cause.getMessage();
    }

    /** What was applied, in order. */
    public synchronized List<String> entries() {
        return new ArrayList<>(entries);
    }

    /** How often a snapshot was taken over. */
    public synchronized int snapshotsRead() {
        return snapshotsRead;
    }

    /** What was not as it must be; null if all was. */
    public synchronized @Nullable String wrong() {
        return wrong;
    }
}
