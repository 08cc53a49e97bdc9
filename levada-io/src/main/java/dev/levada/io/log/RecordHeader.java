package dev.levada.io.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a record's content.
 *
 * @param kind {@link #RECORD} or {@link #MARK}
 * @param length the bytes of the content
 * @param index of the record; of the one before it for a mark
 * @param durable the last index known to be forced when this was written
 * @param contentChecksum CRC32C of the content
 */
record RecordHeader(byte kind, int length, long index, long durable, int contentChecksum) {
    static final int BYTES = 29;

    /** Neither kind is 0: a header whose first sector was lost cannot look whole, nor a whole one lost. */
    static final byte RECORD = 'R';

    static final byte MARK = 'M';
    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;

    static RecordHeader ofRecord(long index, long durable, byte[] record) {
        CRC32C checksum = new CRC32C();
        checksum.update(record, 0, record.length);
        return new RecordHeader(RECORD, record.length, index, durable, (int) checksum.getValue());
    }

    static RecordHeader ofMark(long lastIndex) {
        return new RecordHeader(MARK, 0, lastIndex, lastIndex, 0);
    }

    boolean isMark() {
        return kind == MARK;
    }

    /** Writes it where it is to stand in the segment of that first index. */
    void write(ByteBuffer target, long segment, long position) {
        int start = target.position();
        target.put(kind).putInt(length).putLong(index).putLong(durable).putInt(contentChecksum);
        target.putInt(checksum(target.array(), target.arrayOffset() + start, segment, position));
    }

    /** The header at that position of a file, or null if there is none. */
    static @Nullable RecordHeader read(FileWindow file, long segment, long position) throws IOException {
        if (file.sizeBytes() - position < BYTES) {
            return null;
        }
        int at = file.require(position, BYTES);
        ByteBuffer source = ByteBuffer.wrap(file.array(), at, BYTES);
        RecordHeader header =
                new RecordHeader(source.get(), source.getInt(), source.getLong(), source.getLong(), source.getInt());
        return (header.kind == RECORD || header.kind == MARK)
                        && header.length >= 0
                        && header.length <= SegmentedLog.MAX_RECORD_BYTES
                        && source.getInt() == checksum(file.array(), at, segment, position)
                ? header
                : null;
    }

    private static int checksum(byte[] bytes, int start, long segment, long position) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, start, CHECKED_BYTES);
        checksum.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(segment)
                .putLong(position)
                .flip());
        return (int) checksum.getValue();
    }
}
