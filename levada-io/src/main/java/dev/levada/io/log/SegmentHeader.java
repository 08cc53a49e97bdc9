package dev.levada.io.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The first bytes of a segment. They follow from its name, so a half-written one can be told from a foreign one. */
final class SegmentHeader {
    static final int BYTES = 24;
    private static final long MAGIC = 0x4C45_5641_4441_4C47L; // LEVADALG
    private static final int VERSION = 1;

    private SegmentHeader() {}

    static byte[] of(long firstIndex) {
        ByteBuffer header =
                ByteBuffer.allocate(BYTES).putLong(MAGIC).putInt(VERSION).putLong(firstIndex);
        CRC32C checksum = new CRC32C();
        checksum.update(header.array(), 0, header.position());
        return header.putInt((int) checksum.getValue()).array();
    }

    /**
     * Whether a crash during its creation explains the file: a beginning of its header, then nothing but zeros. Once
     * there is more than a header, the header had been forced.
     */
    static boolean isUnborn(FileWindow file, long firstIndex) throws IOException {
        if (file.sizeBytes() > BYTES) {
            return false;
        }
        byte[] expected = of(firstIndex);
        byte[] found = start(file);
        int same = Arrays.mismatch(expected, found);
        return same >= 0 && file.isZero(same, file.sizeBytes());
    }

    static void check(FileWindow file, String path, long firstIndex) throws IOException {
        byte[] expected = of(firstIndex);
        byte[] found = start(file);
        if (Arrays.equals(expected, found)) {
            return;
        }
        if (found.length < BYTES) {
            throw CorruptLogException.at(
                    path, found.length, "its header has %d bytes, expected %d".formatted(found.length, BYTES));
        }
        ByteBuffer fields = ByteBuffer.wrap(found);
        if (fields.getLong() != MAGIC) {
            throw CorruptLogException.foreign(path, "it is not a segment of a log: its first 8 bytes are others");
        }
        int version = fields.getInt();
        if (version != VERSION) {
            throw CorruptLogException.foreign(path, "its format is %d, expected %d".formatted(version, VERSION));
        }
        throw CorruptLogException.at(
                path,
                Arrays.mismatch(expected, found),
                "its header is for first index %d, expected %d with its checksum"
                        .formatted(fields.getLong(), firstIndex));
    }

    private static byte[] start(FileWindow file) throws IOException {
        return file.copy(0, (int) Math.min(BYTES, file.sizeBytes()));
    }
}
