package dev.levada.io.log;

import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * A file seen through a buffer that moves along it. No larger than the file, however large that says its records are.
 */
final class FileWindow implements Closeable {
    private static final int MAX_BYTES = 64 * 1024;

    private final DiskFile file;
    private final String path;
    private final long sizeBytes;
    private final byte[] buffer;
    private long start;
    private int filled;

    FileWindow(DiskFile file, String path) throws IOException {
        this.file = file;
        this.path = path;
        this.sizeBytes = file.size();
        this.buffer = new byte[(int) Math.min(MAX_BYTES, sizeBytes)];
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** The buffer; what {@link #require} made sure of is valid until it is called again. */
    byte[] array() {
        return buffer;
    }

    /** Makes bytes available that are in the file and fit into the buffer, and says where in {@link #array}. */
    int require(long position, int length) throws IOException {
        if (position < start || position + length > start + filled) {
            fill(position, (int) Math.min(buffer.length, sizeBytes - position));
        }
        return (int) (position - start);
    }

    private void fill(long position, int length) throws IOException {
        int read = file.read(position, buffer, 0, length);
        if (read < length) {
            throw new DiskException("%s was %d bytes long and ended at %d while it was read; use it by one run only"
                    .formatted(path, sizeBytes, position + read));
        }
        start = position;
        filled = read;
    }

    /** A copy of bytes that are in the file. */
    byte[] copy(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, buffer.length);
            System.arraycopy(buffer, require(position + done, piece), bytes, done, piece);
            done += piece;
        }
        return bytes;
    }

    /** CRC32C of bytes that are in the file. */
    int checksum(long position, int length) throws IOException {
        CRC32C checksum = new CRC32C();
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, buffer.length);
            checksum.update(buffer, require(position + done, piece), piece);
            done += piece;
        }
        return (int) checksum.getValue();
    }

    /** Whether there is nothing but zeros from one position up to, not including, another. */
    boolean isZero(long from, long to) throws IOException {
        for (long position = from; position < to; position++) {
            if (buffer[require(position, 1)] != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
