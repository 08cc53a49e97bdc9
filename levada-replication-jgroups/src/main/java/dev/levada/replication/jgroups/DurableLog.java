package dev.levada.replication.jgroups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.protocols.raft.FileBasedLog;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;

/**
 * The log of JGroups-raft, without its gaps. There, a vote is written and not forced, so that after a power failure a
 * member may vote twice; the term of the disk falls back to that of the last entry when entries are taken back; a
 * failure to write is printed, and acknowledged all the same; a snapshot is forced nowhere, and the first one is
 * written in its place.
 */
final class DurableLog extends FileBasedLog {
    private static final String METADATA = "metadata.raft";
    private static final String SNAPSHOT = "state_snapshot.raft";

    private final Path directory;
    private final Consumer<String> failure;

    /** @param failure is told why nothing can be written any more */
    DurableLog(Path directory, Consumer<String> failure) {
        this.directory = directory;
        this.failure = failure;
    }

    void open() throws Exception {
        init(directory.toString(), Map.of());
        useFsync(true);
        dropTornEnd();
    }

    /** What was being written when the power failed was not acknowledged. */
    private void dropTornEnd() {
        for (long index = Math.max(commitIndex(), firstAppended()) + 1; index <= lastAppended(); index++) {
            LogEntry entry = get(index);
            if (entry == null || !(entry.internal() || isWhole(entry))) {
                deleteAllEntriesStartingFrom(index);
                return;
            }
        }
    }

    private static boolean isWhole(LogEntry entry) {
        return Content.read(entry.command(), entry.offset(), entry.length()) != null;
    }

    @Override
    public Log votedFor(Address member) {
        super.votedFor(member);
        force(directory.resolve(METADATA));
        return this;
    }

    @Override
    public Log currentTerm(long term) {
        if (term > currentTerm()) {
            super.currentTerm(term);
            force(directory.resolve(METADATA));
        }
        return this;
    }

    @Override
    public void reinitializeTo(long index, LogEntry entry) {
        long before = currentTerm();
        super.reinitializeTo(index, entry);
        if (before > entry.term()) {
            super.currentTerm(before);
        }
        force(directory.resolve(METADATA));
    }

    @Override
    public long append(long index, LogEntries entries) {
        int count = entries.size();
        long last = super.append(index, entries);
        if (last < index + count - 1) {
            String why = "entries %d to %d cannot be written to %s".formatted(index, index + count - 1, directory);
            failure.accept(why);
            throw new IllegalStateException(why);
        }
        return last;
    }

    @Override
    public void setSnapshot(ByteBuffer snapshot) {
        Path part = directory.resolve(SNAPSHOT + ".part");
        ByteBuffer content = snapshot.duplicate();
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                int unused = out.write(content);
            }
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(part, directory.resolve(SNAPSHOT), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        force(directory);
    }

    /** Whoever wrote it: what is forced is the file. */
    private static void force(Path file) {
        boolean directory = Files.isDirectory(file);
        try (FileChannel channel =
                FileChannel.open(file, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be forced to the disk".formatted(file), e);
        }
    }
}
