package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.SinkTask;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that one attempt at one task writes, an epoch at a time: each into a hidden file beside the target, of
 * which it becomes a section when the epoch is committed. The first section of a run replaces the target, the others
 * are added.
 *
 * <p>Where a run goes on is known from what it prepared, and from nothing else; so an epoch without records has a
 * section too, which says only where the file ends.
 *
 * <p>Confined to one thread.
 */
final class EpochFiles {
    private final Path name;
    private final TargetFile target;
    private final HiddenNames names;
    private @Nullable HiddenFile current;
    private boolean empty = true;
    private long files;

    // The file as it will be when all that is prepared is committed.
    private boolean fresh = true;
    private boolean blank = true;
    private long end;

    private EpochFiles(Path name, SinkTask task) {
        this.name = name;
        this.target = new TargetFile(name);
        this.names = new HiddenNames(name, task);
    }

    /**
     * Commits what the task's earlier attempts have prepared, deletes what else they left, and begins a file.
     *
     * @param name the target
     * @throws BadInputException if it cannot be written
     */
    static EpochFiles open(Path name, SinkTask task) throws IOException {
        EpochFiles files = new EpochFiles(name, task);
        for (byte[] prepared : task.prepared()) {
            if (prepared.length > 0) {
                files.goOnBehind(files.section(prepared));
            }
        }
        files.names.deleteLeftovers();
        files.current();
        return files;
    }

    /** Whether this run has prepared nothing yet, so that what it writes now starts a file. */
    boolean isFresh() {
        return fresh;
    }

    /** Whether the file holds no text up to here. */
    boolean isBlank() {
        return blank;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            current().write(bytes, offset, length);
            empty = false;
            blank = false;
        }
    }

    /** Ends an epoch. What it wrote is on the disk, and is committed with what this gives. */
    byte[] prepare(long epoch) throws IOException {
        if (empty && !fresh) {
            return Section.nothing(epoch, end, blank).toBytes();
        }
        Section section = current().seal(epoch, fresh, blank, end);
        current = null;
        empty = true;
        fresh = false;
        end = section.end();
        return section.toBytes();
    }

    void commit(byte[] prepared) throws IOException {
        commit(section(prepared));
    }

    /** Drops what is not prepared. */
    void close() throws IOException {
        if (current != null) {
            current.drop();
            current = null;
        }
    }

    /** The target's name. */
    @Override
    public String toString() {
        return name.toString();
    }

    private void goOnBehind(Section section) throws IOException {
        if (!fresh && (section.replaces() || section.offset() != end)) {
            throw new IOException(
                    "output '%s': what was prepared for epoch %d starts at %d, but the epoch before it ends at %d; restore the snapshot, or start the job anew"
                            .formatted(name, section.epoch(), section.offset(), end));
        }
        commit(section);
        fresh = false;
        blank = section.blank();
        end = section.end();
    }

    private void commit(Section section) throws IOException {
        if (!section.isNothing()) {
            target.commit(section, names.path(section), names.isOfAttempt(section));
        }
    }

    private Section section(byte[] prepared) throws IOException {
        try {
            return Section.of(prepared);
        } catch (IOException e) {
            throw new IOException("output '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private HiddenFile current() throws IOException {
        if (current == null) {
            current = HiddenFile.begin(name, names.path(++files));
        }
        return current;
    }
}
