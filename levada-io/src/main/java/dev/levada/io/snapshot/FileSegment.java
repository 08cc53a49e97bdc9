package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** In a file: for each put its length, a checksum of that, the reference and the bytes, then the bytes. */
final class FileSegment extends SpillSegment {
    private final Disk disk;
    private final DiskFile file;
    private final String path;
    private final long capacityBytes;

    /** Begins the file, which must not be there. */
    FileSegment(Disk disk, String path, long capacityBytes, long firstReference) throws IOException {
        super(firstReference);
        this.disk = disk;
        this.file = disk.create(path);
        this.path = path;
        this.capacityBytes = capacityBytes;
    }

    /** The first put always has room: it may be longer than a file is made to be. */
    @Override
    long capacityBytes() {
        return sizeBytes() == 0 ? Long.MAX_VALUE : capacityBytes;
    }

    @Override
    void write(long offset, long reference, byte[] bytes, int length) throws IOException {
        byte[] entry = ByteBuffer.allocate(HEADER_BYTES + length)
                .putInt(length)
                .putInt(checksum(reference, bytes, length))
                .put(bytes, 0, length)
                .array();
        file.write(offset, entry, 0, entry.length);
    }

    @Override
    byte[] read(long offset, long reference) throws IOException {
        byte[] header = new byte[HEADER_BYTES];
        if (file.read(offset, header, 0, HEADER_BYTES) < HEADER_BYTES) {
            throw new CorruptSpillException(path, offset, reference);
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int length = fields.getInt();
        if (length < 0 || length > sizeBytes() - offset - HEADER_BYTES) {
            throw new CorruptSpillException(path, offset, reference);
        }
        byte[] bytes = new byte[length];
        if (file.read(offset + HEADER_BYTES, bytes, 0, length) < length
                || fields.getInt() != checksum(reference, bytes, length)) {
            throw new CorruptSpillException(path, offset, reference);
        }
        return bytes;
    }

    private static int checksum(long reference, byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(
                ByteBuffer.allocate(12).putLong(reference).putInt(length).flip());
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    @Override
    void delete() throws IOException {
        file.close();
        disk.delete(path);
    }
}
