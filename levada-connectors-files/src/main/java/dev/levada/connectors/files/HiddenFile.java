package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file under a hidden name that holds what one epoch writes. It is sealed, and then stays until it is committed; or
 * dropped. Confined to one thread.
 */
final class HiddenFile {
    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();
    private final OutputStream out;
    private @Nullable IOException failure;

    private HiddenFile(Path target, Path path, FileChannel channel, boolean gzip) throws IOException {
        this.target = target;
        this.path = path;
        this.channel = channel;
        OutputStream plain = new CheckedOutputStream(Channels.newOutputStream(channel), checksum);
        this.out = gzip ? new GZIPOutputStream(plain, 1 << 13) : plain;
    }

    /**
     * Begins a file.
     *
     * @param target what is written in the end, as the user named it
     * @throws BadInputException if it cannot be made, or is there already
     */
    static HiddenFile begin(Path target, Path path) throws IOException {
        try {
            Files.createDirectories(path.resolveSibling(".").normalize());
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInputException(
                        "output '%s' cannot be written: '%s' is there, so another job is writing it; let only one do so"
                                .formatted(target, path));
            }
            return open(target, path);
        } catch (IOException e) {
            throw new BadInputException(
                    "output '%s' cannot be written: %s; make its directory one that user '%s' may write to"
                            .formatted(target, e, System.getProperty("user.name")),
                    e);
        }
    }

    private static HiddenFile open(Path target, Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return new HiddenFile(target, path, channel, target.toString().endsWith(".gz"));
        } catch (IOException e) { // of a compressed file the head is written at once
            channel.close();
            Files.delete(path);
            throw e;
        }
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        requireWhole();
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Everything was written: puts it on the disk, where it stays whatever happens. */
    Section seal(long epoch, boolean replaces, boolean blank, long offset) throws IOException {
        requireWhole();
        try {
            if (out instanceof GZIPOutputStream gzip) {
                gzip.finish();
            }
            channel.force(true);
            long length = channel.size();
            out.close();
            Disk.forceDirectory(path);
            String name = path.getFileName().toString();
            return new Section(epoch, name, replaces, blank, offset, length, (int) checksum.getValue());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void drop() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /** After a write that failed nobody knows how much of it the file holds. */
    private void requireWhole() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "output '%s' could not be written before: %s".formatted(target, failure.getMessage()), failure);
        }
    }

    private IOException failed(IOException cause) {
        failure = cause;
        return new IOException("output '%s' cannot be written: %s".formatted(target, cause.getMessage()), cause);
    }
}
