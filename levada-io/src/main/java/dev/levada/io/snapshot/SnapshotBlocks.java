package dev.levada.io.snapshot;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;

/**
 * The blocks of a stored object, each checked before it is handed over, and the whole before the last one is. Holds a
 * file open until the last block was taken, something was found wrong, or it is closed. Confined to one thread.
 *
 * <p>{@link #next} throws {@link CorruptSnapshotException} if what is stored is not what was put, and
 * {@link UncheckedIOException} if it cannot be read.
 */
public final class SnapshotBlocks implements Iterator<byte[]>, Closeable {
    private final String name;
    private final String path;
    private final DiskFile file;
    private final long endAt;
    private final long blocks;
    private final Digest expected;
    private final CRC32C checksum = new CRC32C();
    private long bytes;
    private long position;
    private long number;

    private SnapshotBlocks(DiskFile file, String name, String path) throws IOException {
        this.file = file;
        this.name = name;
        this.path = path;
        this.position = readHeader();
        this.endAt = file.size() - ObjectFormat.END_BYTES;
        byte[] end = endAt < position ? new byte[ObjectFormat.END_BYTES] : read(endAt, ObjectFormat.END_BYTES);
        if (!ObjectFormat.isEnd(end)) {
            throw corrupt("its end is missing or was changed");
        }
        this.blocks = ObjectFormat.blocks(end);
        this.expected = ObjectFormat.digest(end);
        checkEnd();
    }

    static SnapshotBlocks open(Disk disk, String name, String path) throws IOException {
        DiskFile file = disk.openForReading(path);
        try {
            return new SnapshotBlocks(file, name, path);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What the blocks come to; certain once all were taken. */
    Digest digest() {
        return expected;
    }

    private long readHeader() throws IOException {
        byte[] header = ObjectFormat.header(name);
        if (file.size() < header.length || !Arrays.equals(read(0, header.length), header)) {
            throw corrupt("it does not begin as that object's file does");
        }
        return header.length;
    }

    @Override
    public boolean hasNext() {
        return number < blocks;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException("snapshot object '%s' has %d blocks".formatted(name, blocks));
        }
        try {
            byte[] block = nextBlock();
            checkEnd();
            return block;
        } catch (IOException e) {
            closeAfter(e);
            throw new UncheckedIOException(e);
        } catch (CorruptSnapshotException e) {
            closeAfter(e);
            throw e;
        }
    }

    private byte[] nextBlock() throws IOException {
        if (endAt - position < ObjectFormat.BLOCK_HEADER_BYTES) {
            throw corrupt("it has %d blocks, expected %d".formatted(number, blocks));
        }
        ByteBuffer header = ByteBuffer.wrap(read(position, ObjectFormat.BLOCK_HEADER_BYTES));
        int length = header.getInt();
        position += ObjectFormat.BLOCK_HEADER_BYTES;
        if (length < 0 || length > ObjectFormat.MAX_BLOCK_BYTES || length > endAt - position) {
            throw corrupt("block %d says it has %d bytes".formatted(number, length));
        }
        byte[] block = read(position, length);
        if (header.getInt() != ObjectFormat.blockChecksum(number, block)) {
            throw corrupt("block %d at byte %d has another checksum".formatted(number, position));
        }
        checksum.update(block, 0, length);
        bytes += length;
        position += length;
        number++;
        return block;
    }

    private void checkEnd() throws IOException {
        if (hasNext()) {
            return;
        }
        Digest found = Digest.of(bytes, checksum);
        if (position != endAt || !found.equals(expected)) {
            throw corrupt("its blocks end at byte %d with %s, expected at %d with %s"
                    .formatted(position, found, endAt, expected));
        }
        file.close();
    }

    private byte[] read(long from, int length) throws IOException {
        byte[] target = new byte[length];
        if (file.read(from, target, 0, length) < length) {
            throw corrupt("it became shorter while it was read");
        }
        return target;
    }

    private CorruptSnapshotException corrupt(String reason) {
        return CorruptSnapshotException.of(name, path, reason);
    }

    private void closeAfter(Exception first) {
        try {
            file.close();
        } catch (IOException e) {
            first.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
