package dev.levada.io.log;

import java.io.IOException;

/** Tells whether a crash explains why the records of the last segment stop being whole. */
final class TornTail {
    /** The smallest unit that a disk writes whole, or not at all. */
    private static final int SECTOR_BYTES = 512;

    private final FileWindow file;
    private final String path;
    private final long segment;
    private final long start;
    private final long badIndex;

    private TornTail(FileWindow file, String path, long segment, SegmentScan scan) {
        this.file = file;
        this.path = path;
        this.segment = segment;
        this.start = scan.position();
        this.badIndex = scan.lastIndex() + 1;
    }

    /** @throws CorruptLogException if no crash explains it */
    static void check(FileWindow file, String path, long segment, SegmentScan scan) throws IOException {
        new TornTail(file, path, segment, scan).check();
    }

    private void check() throws IOException {
        long firstAfter = -1;
        long position = start + 1;
        while (position <= file.sizeBytes() - RecordHeader.BYTES) {
            RecordHeader header = RecordHeader.read(file, segment, position);
            if (header == null) {
                position++;
                continue;
            }
            if (header.durable() >= badIndex) {
                throw damaged("had been made durable before record %d was written".formatted(header.index()));
            }
            firstAfter = firstAfter < 0 ? position : firstAfter;
            position += RecordHeader.BYTES + header.length();
        }
        if (firstAfter >= 0 && !sectorIsLost(firstAfter)) {
            throw damaged("is followed by a whole one at byte %d, and no sector between them is missing"
                    .formatted(firstAfter));
        }
    }

    private CorruptLogException damaged(String why) {
        return CorruptLogException.at(path, start, "record %d cannot be read, but %s".formatted(badIndex, why));
    }

    /** A sector that was never written reads as zeros from where it was last left off to its end. */
    private boolean sectorIsLost(long end) throws IOException {
        long from = start;
        long sectorEnd = start - start % SECTOR_BYTES + SECTOR_BYTES;
        while (sectorEnd <= end) {
            if (file.isZero(from, sectorEnd)) {
                return true;
            }
            from = sectorEnd;
            sectorEnd += SECTOR_BYTES;
        }
        return false;
    }
}
