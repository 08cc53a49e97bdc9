package dev.levada.io.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through one segment, record by record, as far as the records are whole and in order. */
final class SegmentScan {
    private final FileWindow file;
    private final long segment;
    private long position = SegmentHeader.BYTES;
    private long lastIndex;
    private long durable;
    private long unforcedFrom;
    private @Nullable RecordHeader current;

    SegmentScan(FileWindow file, long firstIndex) {
        this.file = file;
        this.segment = firstIndex;
        this.lastIndex = firstIndex - 1;
        this.durable = firstIndex - 1;
    }

    /** Moves over one record or mark. False at the end of the file, and where something bad begins. */
    boolean advance() throws IOException {
        RecordHeader header = RecordHeader.read(file, segment, position);
        if (header == null || !follows(header) || !contentIsWhole(header)) {
            return false;
        }
        if (header.durable() == lastIndex) {
            durable = lastIndex;
            unforcedFrom = position;
        }
        position += RecordHeader.BYTES + header.length();
        lastIndex = header.index();
        current = header;
        return true;
    }

    /** The writer forces all or nothing, so what was forced is either unchanged or all that stands before. */
    private boolean follows(RecordHeader header) {
        long expected = header.isMark() ? lastIndex : lastIndex + 1;
        return header.index() == expected && (header.durable() == durable || header.durable() == lastIndex);
    }

    private boolean contentIsWhole(RecordHeader header) throws IOException {
        int length = header.length();
        long start = position + RecordHeader.BYTES;
        return file.sizeBytes() - start >= length
                && (header.isMark() || file.checksum(start, length) == header.contentChecksum());
    }

    /** Whether the whole file was gone through. */
    boolean isAtEnd() {
        return position == file.sizeBytes();
    }

    /** Whether the last step was over a record, and not over a mark. */
    boolean isAtRecord() {
        return current != null && !current.isMark();
    }

    /** Whether the last step was over a mark. */
    boolean isAtMark() {
        return current != null && current.isMark();
    }

    /** The content of the record just gone over. */
    byte[] content() throws IOException {
        int length = current == null ? 0 : current.length();
        return file.copy(position - length, length);
    }

    /** Where the next record would stand. */
    long position() {
        return position;
    }

    /** The index of the last record gone over, or the one before the segment. */
    long lastIndex() {
        return lastIndex;
    }

    /** From where on nothing says that the bytes were forced; 0 if nothing says so of the segment's header. */
    long unforcedFrom() {
        return unforcedFrom;
    }
}
