package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is written under a hidden name beside its target, and takes the target's place when it is whole.
 *
 * <pre>
 *   open --> sealed --> published
 *     |        |
 *     +--------+------> dropped
 * </pre>
 *
 * Not for two threads at once.
 */
final class PendingFile {
    private final Path target;
    private final Path hidden;
    private final FileChannel channel;
    private final OutputStream out;
    private boolean sealed;
    private boolean published;

    private PendingFile(Path target, Path hidden, FileChannel channel, OutputStream out) {
        this.target = target;
        this.hidden = hidden;
        this.channel = channel;
        this.out = out;
    }

    /**
     * Begins a file; what an earlier attempt left under the hidden name is overwritten.
     *
     * @param subtask keeps the tasks of one target apart
     * @throws BadInputException if the target cannot be written
     */
    static PendingFile begin(Path target, int subtask) throws IOException {
        Path absolute = target.toAbsolutePath();
        requireFile(target, absolute);
        Path hidden = absolute.resolveSibling(".%s.part-%d".formatted(absolute.getFileName(), subtask));
        FileChannel channel = open(target, absolute, hidden);
        OutputStream out = Channels.newOutputStream(channel);
        if (target.toString().endsWith(".gz")) {
            out = new GZIPOutputStream(out, 1 << 13);
        }
        return new PendingFile(target, hidden, channel, out);
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed("be written", e);
        }
    }

    /** Everything was written: puts it on the disk, so that only {@link #publish} is left. */
    void seal() throws IOException {
        try {
            if (out instanceof GZIPOutputStream gzip) {
                gzip.finish();
            }
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw failed("be written", e);
        }
        sealed = true;
    }

    /** Takes the target's place, at once and whole. */
    void publish() throws IOException {
        if (!sealed) {
            throw new IllegalStateException("output '%s' is committed before it is prepared".formatted(target));
        }
        try {
            Files.move(hidden, target.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
            published = true;
            forceDirectory();
        } catch (IOException e) {
            throw failed("take its place", e);
        }
    }

    /** Deletes what is not published. */
    void drop() throws IOException {
        try {
            channel.close();
        } finally {
            if (!published) {
                Files.deleteIfExists(hidden);
            }
        }
    }

    @Override
    public String toString() {
        return target.toString();
    }

    private void forceDirectory() throws IOException {
        // Makes the new name last. Only POSIX systems let a directory be opened; elsewhere a name lasts by itself.
        if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel directory = FileChannel.open(hidden.resolveSibling("."), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private IOException failed(String what, IOException cause) {
        return new IOException("output '%s' cannot %s: %s".formatted(target, what, cause.getMessage()), cause);
    }

    private static void requireFile(Path target, Path absolute) {
        if (Files.isDirectory(absolute)) {
            throw new BadInputException(
                    "output '%s' is a directory; name a file in it, or use the sink for a directory".formatted(target));
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new BadInputException(
                    "output '%s' is not a regular file, so it cannot be replaced; name another".formatted(target));
        }
        if (Files.exists(absolute) && !Files.isWritable(absolute)) {
            throw new BadInputException(
                    "output '%s' is there and may not be written by user '%s'; change its permissions"
                            .formatted(target, System.getProperty("user.name")));
        }
    }

    private static FileChannel open(Path target, Path absolute, Path hidden) {
        try {
            Files.createDirectories(absolute.resolveSibling(".").normalize());
            return FileChannel.open(
                    hidden, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new BadInputException(
                    "output '%s' cannot be written: %s; make its directory one that user '%s' may write to"
                            .formatted(target, e, System.getProperty("user.name")),
                    e);
        }
    }
}
