package dev.levada.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jgroups.protocols.raft.FileBasedLog;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gaps of the log of JGroups-raft, and that they are closed. */
final class DurableLogTest {
    @TempDir
    Path directory;

    static DurableLog open(Path directory) throws Exception {
        DurableLog log = new DurableLog(directory, why -> {});
        log.open();
        return log;
    }

    private static Log theirs(Path directory) throws Exception {
        FileBasedLog log = new FileBasedLog();
        log.init(directory.toString(), Map.of());
        return log.useFsync(true);
    }

    static LogEntries entries(long term, String... texts) {
        LogEntries entries = new LogEntries();
        for (String text : texts) {
            entries.add(new LogEntry(
                    term, new Content(Content.Kind.ENTRY, text.getBytes(StandardCharsets.UTF_8)).toBytes()));
        }
        return entries;
    }

    @Test
    void aTermIsNotForgottenWhenEntriesAreTakenBack() throws Exception {
        Path theirs = directory.resolve("theirs");
        takeBack(theirs(theirs));
        assertThat(term(theirs(theirs))).isEqualTo(3);
        Path ours = directory.resolve("ours");
        takeBack(open(ours));
        assertThat(term(open(ours))).isEqualTo(7);
    }

    private static void takeBack(Log log) throws IOException {
        try (log) {
            log.append(1, entries(3, "a", "b"));
            log.currentTerm(7);
            log.deleteAllEntriesStartingFrom(2);
        }
    }

    private static long term(Log log) throws IOException {
        try (log) {
            return log.currentTerm();
        }
    }

    /** JGroups prints why, and goes on. */
    @Test
    void whatCannotBeWrittenIsNotAcknowledged() throws Exception {
        List<String> failures = new ArrayList<>();
        DurableLog log = new DurableLog(directory, failures::add);
        log.open();
        try (log) {
            log.append(1, entries(1, "a"));
            Thread.currentThread().interrupt(); // which closes the file under a write
            assertThatThrownBy(() -> log.append(2, entries(1, "b")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("entries 2 to 2 cannot be written");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(failures).hasSize(1);
    }

    @Test
    void aRecordThatWasHalfWrittenIsNoEntry() throws Exception {
        assertThat(lastAfterDamage("cut", file -> file.setLength(file.length() - 4_096 - 3)))
                .isLessThan(3);
        assertThat(lastAfterDamage("changed", file -> {
                    long at = position(file, "entry-three");
                    file.seek(at);
                    file.write('X');
                }))
                .isEqualTo(2);
        assertThat(lastAfterDamage("whole", file -> {})).isEqualTo(3);
    }

    private interface Damage {
        void to(RandomAccessFile file) throws IOException;
    }

    static long position(RandomAccessFile file, String text) throws IOException {
        byte[] all = new byte[(int) file.length()];
        file.seek(0);
        file.readFully(all);
        return new String(all, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private long lastAfterDamage(String name, Damage damage) throws Exception {
        Path own = directory.resolve(name);
        try (Log log = open(own)) {
            log.append(1, entries(1, "entry-one", "entry-two", "entry-three"));
        }
        try (RandomAccessFile file =
                new RandomAccessFile(own.resolve("entries.raft").toFile(), "rw")) {
            damage.to(file);
        }
        try (Log log = open(own)) {
            return log.lastAppended();
        }
    }

    @Test
    void aSnapshotIsThereWholeOrNotAtAll() throws Exception {
        try (Log log = open(directory)) {
            log.setSnapshot(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            log.setSnapshot(ByteBuffer.wrap(new byte[] {4, 5}));
            assertThat(log.getSnapshot()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 5}));
        }
        assertThat(Files.exists(directory.resolve("state_snapshot.raft.part"))).isFalse();
    }
}
