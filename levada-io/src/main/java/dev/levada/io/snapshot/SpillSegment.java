package dev.levada.io.snapshot;

import dev.levada.io.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One file of spilled bytes: for each put its length, a checksum of that, the reference and the bytes, then the bytes.
 */
final class SpillSegment implements Closeable {
    static final int HEADER_BYTES = 8;

    private final DiskFile file;
    private final String path;
    private final long firstReference;
    private long sizeBytes;

    SpillSegment(DiskFile file, String path, long firstReference) {
        this.file = file;
        this.path = path;
        this.firstReference = firstReference;
    }

    String path() {
        return path;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** The reference of the next put. */
    long nextReference() {
        return firstReference + sizeBytes;
    }

    /** If it fails, the next put writes over what it left. */
    long put(byte[] bytes) throws IOException {
        long reference = nextReference();
        byte[] entry = ByteBuffer.allocate(HEADER_BYTES + bytes.length)
                .putInt(bytes.length)
                .putInt(checksum(reference, bytes))
                .put(bytes)
                .array();
        file.write(sizeBytes, entry, 0, entry.length);
        sizeBytes += entry.length;
        return reference;
    }

    byte[] get(long reference) throws IOException {
        long offset = reference - firstReference;
        byte[] header = new byte[HEADER_BYTES];
        if (file.read(offset, header, 0, HEADER_BYTES) < HEADER_BYTES) {
            throw new CorruptSpillException(path, offset, reference);
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = fields.getInt();
        if (length < 0 || length > sizeBytes - offset - HEADER_BYTES) {
            throw new CorruptSpillException(path, offset, reference);
        }
        byte[] bytes = new byte[length];
        if (file.read(offset + HEADER_BYTES, bytes, 0, length) < length
                || fields.getInt() != checksum(reference, bytes)) {
            throw new CorruptSpillException(path, offset, reference);
        }
        return bytes;
    }

    private static int checksum(long reference, byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(12).putLong(reference).putInt(bytes.length).flip());
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
