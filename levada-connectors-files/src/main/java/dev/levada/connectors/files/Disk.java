package dev.levada.connectors.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Ranges of bytes in files, and what makes names last. */
final class Disk {
    private static final int CHUNK = 1 << 16;

    private Disk() {}

    /** Makes the names in a file's directory last. */
    static void forceDirectory(Path file) throws IOException {
        // Only POSIX systems let a directory be opened; elsewhere a name lasts by itself.
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** The CRC32C of a range, all of which must be there. */
    static int checksum(FileChannel file, long offset, long length) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long done = 0; done < length; done += chunk.limit()) {
            read(file, offset + done, length - done, chunk);
            checksum.update(chunk.duplicate());
        }
        return (int) checksum.getValue();
    }

    /** Copies a range, all of which must be there. */
    static void copy(FileChannel from, long fromOffset, long length, FileChannel to, long toOffset) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long done = 0; done < length; done += chunk.limit()) {
            read(from, fromOffset + done, length - done, chunk);
            for (long at = toOffset + done; chunk.hasRemaining(); ) {
                at += to.write(chunk, at);
            }
        }
    }

    /**
     * How many bytes at the start of a range are the same as in another file. Behind them only zeros may stand, which a
     * file system may leave when the power fails while a file grows.
     *
     * @return -1 if something else stands there
     */
    static long same(FileChannel whole, FileChannel torn, long tornOffset, long length) throws IOException {
        ByteBuffer ours = ByteBuffer.allocate(CHUNK);
        ByteBuffer found = ByteBuffer.allocate(CHUNK);
        long same = -1;
        for (long done = 0; done < length; done += found.limit()) {
            read(whole, done, length - done, ours);
            read(torn, tornOffset + done, length - done, found);
            for (int i = 0; i < found.limit(); i++) {
                if (same < 0 && ours.get(i) != found.get(i)) {
                    same = done + i;
                }
                if (same >= 0 && found.get(i) != 0) {
                    return -1;
                }
            }
        }
        return same < 0 ? length : same;
    }

    /** Fills a buffer with the next bytes of a range: as many as it holds, or as are left. */
    private static void read(FileChannel file, long offset, long left, ByteBuffer chunk) throws IOException {
        chunk.clear().limit((int) Math.min(chunk.capacity(), left));
        while (chunk.hasRemaining()) {
            if (file.read(chunk, offset + chunk.position()) < 0) {
                throw new EOFException("the file ends at %d, expected %d more bytes".formatted(file.size(), left));
            }
        }
        chunk.flip();
    }
}
