package dev.levada.io.snapshot;

import dev.levada.io.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.zip.CRC32C;

/** Writes one object, a block at a time. */
final class ObjectWriter {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final DiskFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long writtenBytes;

    private ObjectWriter(DiskFile file) {
        this.file = file;
    }

    /** Writes all and forces it. */
    static Digest write(DiskFile file, String name, Iterator<byte[]> blocks) throws IOException {
        ObjectWriter writer = new ObjectWriter(file);
        Digest digest = writer.write(name, blocks);
        file.force();
        return digest;
    }

    private Digest write(String name, Iterator<byte[]> blocks) throws IOException {
        CRC32C checksum = new CRC32C();
        long number = 0;
        long bytes = 0;
        append(ObjectFormat.header(name));
        while (blocks.hasNext()) {
            byte[] block = blocks.next();
            requireFits(name, block);
            append(ObjectFormat.blockHeader(number++, block));
            append(block);
            checksum.update(block, 0, block.length);
            bytes += block.length;
        }
        Digest digest = Digest.of(bytes, checksum);
        append(ObjectFormat.end(number, digest));
        flush();
        return digest;
    }

    private static void requireFits(String name, byte[] block) {
        if (block.length > ObjectFormat.MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException("a block has at most %d bytes, one of object '%s' has %d"
                    .formatted(ObjectFormat.MAX_BLOCK_BYTES, name, block.length));
        }
    }

    private void append(byte[] bytes) throws IOException {
        if (buffer.remaining() < bytes.length) {
            flush();
        }
        if (bytes.length > buffer.capacity()) {
            file.write(writtenBytes, bytes, 0, bytes.length);
            writtenBytes += bytes.length;
        } else {
            buffer.put(bytes);
        }
    }

    private void flush() throws IOException {
        file.write(writtenBytes, buffer.array(), 0, buffer.position());
        writtenBytes += buffer.position();
        buffer.clear();
    }
}
