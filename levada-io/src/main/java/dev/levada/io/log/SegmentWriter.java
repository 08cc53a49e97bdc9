package dev.levada.io.log;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskException;
import dev.levada.io.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The segment that records are added to. Whole records gather in a buffer and are written together. */
final class SegmentWriter implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final DiskFile file;
    private final String path;
    private final long firstIndex;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long writtenBytes;
    private boolean endsWithMark;

    private SegmentWriter(DiskFile file, String path, long firstIndex) {
        this.file = file;
        this.path = path;
        this.firstIndex = firstIndex;
    }

    /** Makes a segment, or makes one again that a crash left half made; it is durable when this returns. */
    static SegmentWriter create(Disk disk, String directory, long firstIndex) throws IOException {
        String path = directory + "/" + SegmentName.of(firstIndex);
        DiskFile file = disk.exists(path) ? disk.openForWriting(path) : disk.create(path);
        try {
            SegmentWriter writer = new SegmentWriter(file, path, firstIndex);
            writer.begin();
            disk.syncDirectory(directory);
            return writer;
        } catch (IOException | RuntimeException e) {
            closeAfter(e, file);
            throw e;
        }
    }

    /** Goes on after the records of a scan; what followed them is cut off, and they are durable when this returns. */
    static SegmentWriter resume(Disk disk, String path, long firstIndex, SegmentScan scan) throws IOException {
        DiskFile file = disk.openForWriting(path);
        try {
            SegmentWriter writer = new SegmentWriter(file, path, firstIndex);
            writer.resume(scan);
            return writer;
        } catch (IOException | RuntimeException e) {
            closeAfter(e, file);
            throw e;
        }
    }

    private static void closeAfter(Exception first, DiskFile file) {
        try {
            file.close();
        } catch (IOException e) {
            first.addSuppressed(e);
        }
    }

    private void begin() throws IOException {
        file.truncate(0);
        buffer.put(SegmentHeader.of(firstIndex));
        force();
    }

    private void resume(SegmentScan scan) throws IOException {
        file.truncate(scan.position());
        endsWithMark = scan.isAtMark();
        writtenBytes = scan.unforcedFrom();
        byte[] piece = new byte[(int) Math.min(BUFFER_BYTES, scan.position() - writtenBytes)];
        while (writtenBytes < scan.position()) {
            int length = (int) Math.min(piece.length, scan.position() - writtenBytes);
            if (file.read(writtenBytes, piece, 0, length) < length) {
                throw new DiskException(
                        "%s became shorter while it was opened; use it by one run only".formatted(path));
            }
            file.write(writtenBytes, piece, 0, length);
            writtenBytes += length;
        }
        file.force();
    }

    void append(RecordHeader header, byte[] content) throws IOException {
        int length = RecordHeader.BYTES + content.length;
        if (buffer.remaining() < length) {
            flush();
        }
        boolean fits = length <= buffer.capacity();
        ByteBuffer target = fits ? buffer : ByteBuffer.allocate(length);
        header.write(target, firstIndex, sizeBytes());
        target.put(content);
        endsWithMark = header.isMark();
        if (!fits) {
            write(target);
        }
    }

    /** Hands everything to the system. */
    void flush() throws IOException {
        if (buffer.position() > 0) {
            write(buffer);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        file.write(writtenBytes, bytes.array(), bytes.arrayOffset(), bytes.position());
        writtenBytes += bytes.position();
        bytes.clear();
    }

    void force() throws IOException {
        flush();
        file.force();
    }

    String path() {
        return path;
    }

    long firstIndex() {
        return firstIndex;
    }

    /** What the file comes to with what is still in the buffer. */
    long sizeBytes() {
        return writtenBytes + buffer.position();
    }

    boolean endsWithMark() {
        return endsWithMark;
    }

    /** Closes the file without writing what is in the buffer. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
