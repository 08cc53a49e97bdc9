package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that holds what is committed, one section behind the other. It never loses a byte that a section put there,
 * except that a section which cannot be added as a whole is taken back.
 *
 * <p>What a commit finds tells it how far an earlier one came:
 *
 * <pre>
 *   hidden file there, target ends at the offset          nothing was added
 *   hidden file there, target ends within the section     it was torn: the rest is added
 *   hidden file there, target holds the section           only the hidden file is to be deleted
 *   hidden file gone,  target holds the section           all is done
 *   anything else                                         somebody changed something: refused, nothing is touched
 * </pre>
 */
final class TargetFile {
    private final Path name;
    private final Path path;

    /**
     * @param name as the user gave it
     * @throws BadInputException if there is something that cannot be replaced
     */
    TargetFile(Path name) {
        this.name = name;
        this.path = name.toAbsolutePath();
        requireFile();
    }

    /**
     * Makes a section part of the file. May be repeated.
     *
     * @param trusted whether the hidden file was written by this attempt, so that it need not be read to be sure of it
     */
    void commit(Section section, Path hidden, boolean trusted) throws IOException {
        try {
            if (Files.notExists(hidden, LinkOption.NOFOLLOW_LINKS)) {
                requireHeld(section, hidden);
                Disk.forceDirectory(path);
            } else if (section.replaces()) {
                replace(section, hidden, trusted);
            } else {
                add(section, hidden);
                Files.delete(hidden);
            }
        } catch (IOException e) {
            String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
            throw new IOException(
                    "output '%s': epoch %d cannot be committed: %s".formatted(name, section.epoch(), reason), e);
        }
    }

    /** Takes the target's place, at once and whole. */
    private void replace(Section section, Path hidden, boolean trusted) throws IOException {
        try (FileChannel from = reading(hidden)) {
            requireIntact(section, hidden, from, trusted);
        }
        Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE);
        Disk.forceDirectory(path);
    }

    private void add(Section section, Path hidden) throws IOException {
        requireTarget();
        try (FileChannel from = reading(hidden);
                FileChannel to = adding()) {
            if (holds(to, section)) {
                to.force(true);
                return;
            }
            requireIntact(section, hidden, from, false);
            long present = present(section, from, to);
            try {
                Disk.copy(from, present, section.length() - present, to, section.offset() + present);
                to.force(true);
            } catch (IOException e) {
                takeBack(section, to, e);
                throw e;
            }
        }
    }

    /** How much of the section stands in the target already, from an earlier try. */
    private long present(Section section, FileChannel from, FileChannel to) throws IOException {
        long size = to.size();
        if (size < section.offset()) {
            throw new IOException(
                    "the file has %d bytes, but %d were committed before; it was shortened or replaced since; restore it, or start the job anew; nothing was overwritten"
                            .formatted(size, section.offset()));
        }
        long present = size > section.end() ? -1 : Disk.same(from, to, section.offset(), size - section.offset());
        if (present < 0) {
            throw new IOException(
                    "behind the %d bytes committed before, the file has others that this job did not write; it was changed since; restore it, or start the job anew; nothing was overwritten"
                            .formatted(section.offset()));
        }
        return present;
    }

    private static void takeBack(Section section, FileChannel to, IOException failure) {
        try {
            to.truncate(section.offset());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void requireHeld(Section section, Path hidden) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel target = reading(path)) {
                if (holds(target, section)) {
                    return;
                }
            }
        }
        throw new IOException(
                "data is missing: '%s', which was prepared, is gone, and '%s' does not hold its %d bytes from %d on; restore one of the two, or start the job anew; nothing was overwritten"
                        .formatted(hidden, path, section.length(), section.offset()));
    }

    private void requireTarget() throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is %s, but earlier epochs were committed to it; restore it, or start the job anew"
                    .formatted(
                            Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                                    ? "no longer a regular file"
                                    : "no longer there"));
        }
    }

    private static void requireIntact(Section section, Path hidden, FileChannel file, boolean trusted)
            throws IOException {
        boolean intact = file.size() == section.length()
                && (trusted || Disk.checksum(file, 0, section.length()) == section.checksum());
        if (!intact) {
            throw new IOException(
                    "'%s' is not as it was prepared, with %d bytes; restore it, or start the job anew; nothing was overwritten"
                            .formatted(hidden, section.length()));
        }
    }

    private static boolean holds(FileChannel file, Section section) throws IOException {
        return file.size() >= section.end()
                && Disk.checksum(file, section.offset(), section.length()) == section.checksum();
    }

    private static FileChannel reading(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private FileChannel adding() throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private void requireFile() {
        if (Files.isDirectory(path)) {
            throw new BadInputException(
                    "output '%s' is a directory; name a file in it, or use the sink for a directory".formatted(name));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new BadInputException(
                    "output '%s' is not a regular file, so it cannot be replaced; name another".formatted(name));
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new BadInputException(
                    "output '%s' is there and may not be written by user '%s'; change its permissions"
                            .formatted(name, System.getProperty("user.name")));
        }
    }
}
